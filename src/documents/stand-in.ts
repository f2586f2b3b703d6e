import type { Vocabulary } from '../catalogue/rule.ts';
import type { Reason } from '../evidence/reason.ts';
import type { Document } from './document.ts';
import { norm } from './normal-text.ts';

/** A real page says more than this; a page that stands in for one says little else. */
const LITTLE_TEXT = 160;

/** What servers call a page on which they say that they failed; nobody else writes so. */
const SERVER_ERROR =
  /^(?:HTTP Status 5\d\d|(?:Error )?5\d\d[ :-]{1,3}(?:Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out))|^(?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)$|^ERROR: The requested URL could not be retrieved|^["'“”/]{0,5}应用程序中的服务器错误|^Server Error in ['"]/iu;

/** A whole site that is away for works, where nothing else stands: what it publishes is not to be seen, and not gone. */
const AT_WORKS =
  /(?:网站|本站|系统|平台|服务器)(?:目前|正在|正|进行|例行|全面)*(?:升级|维护|改版|改造|迁移|调整)+(?:之?中|,?请稍[后候])/u;
/** 系统繁忙，请稍后再试: what a server or a network in front of it says in its own words, for once with status 200. */
const FAILED =
  /(?:系统|服务器?|网络|网站|程序)(?:当前|目前|内部|发生|出现|运行|暂时|太|访问)*(?:繁忙|忙|异常|错误|出错|故障|开小差|无响应|不可用|超时)了?[,;.。!]?.{0,8}(?:稍[后候]|重试|再试|联系.{0,6}管理员)/u;
const ANNOUNCES = /公告|通知|通告/;

/** So many links are the menu of a site: no firewall shows one. */
const MENU_LINKS = 6;

/**
 * Whether a page served with success stands in for the real one: "page not found" (soft 404), a firewall's challenge, a
 * login form, a server's own error page, the word that the site is away for works. Such a page proves nothing, whatever words its menu holds (faults 5.2, N27–N29).
 */
export function standIn(document: Document, vocabulary: Vocabulary): Reason | undefined {
  // A message or a form kept as plain text is what it is.
  if (document.unread || document.title === '') return undefined;
  const main = document.blocks.filter(({ region }) => region === 'main').map(({ text }) => text.norm);
  // The texts are normal already: joined, they lose hardly more than the spaces between them.
  if (main.reduce((sum, { length }) => sum + length, 0) > LITTLE_TEXT * 2) return undefined;
  const own = norm(main.join(' '));
  if (own.length > LITTLE_TEXT) return undefined;
  const heads = [
    norm(document.title),
    ...document.blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text.norm),
  ];
  if (heads.some((head) => SERVER_ERROR.test(head))) return 'server-error';
  const head = norm(heads.join(' '));
  const says = (words: readonly string[], where: string): boolean => words.some((word) => where.includes(norm(word)));
  if (says(vocabulary.not_found, `${head} ${own}`)) return 'soft-404';
  if (document.links.length < MENU_LINKS) {
    if (says(vocabulary.challenge, `${head} ${own}`)) return 'waf-challenge';
    if ([AT_WORKS, FAILED].some((away) => away.test(`${head} ${own}`)) && !ANNOUNCES.test(head)) return 'server-error';
  }
  return says(vocabulary.login, head) ? 'auth-wall' : undefined;
}

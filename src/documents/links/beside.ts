import { isBlock, lineOf, wordsOf, type Box } from '../html-tree.ts';

/** 查看, 点击下载, [详情], PDF: says what to do and not what it is about. */
const BARE =
  /^[[【(（]?(?:(?:点击|请|在线|立即)?(?:查看|查阅|浏览|阅读|下载|打开|进入|预览|详情|详细|全文|原文|正文|链接|附件)(?:详情|全文|原文|正文|内容|附件|文件|链接|地址|查看|下载)?|(?:pdf|word|excel|docx?|xlsx?)(?:下载|版)?)[\])】）]?[>»]*$/iu;
const LONGEST_BARE = 12;
/** A longer row or line says more than a name; counted in letters before its words are put together. */
const LONGEST_NAME = 80;
/** How far up from a link its row may be. */
const REACH = 6;
/** 3.《供电营业规则》(国家发展改革委令第14号), 中华人民共和国电力法: a name and nothing else. */
const NAME = /^[\d.、()（）\s]{0,8}(?:《[^《》]{2,60}》[^。；;：:]{0,30}|[\p{Script=Han}“”（）()]{4,40})$/u;

/**
 * What a link says, with the words beside it where its own name nothing: the other cells of its row (供电营业规则 | 查看), or the
 * name that is all the rest of its line.
 */
export function besideOf(box: Box, words: string): string {
  if (words.length > LONGEST_BARE || words === '' || !BARE.test(words)) return words;
  const name = nameIn(box);
  return name === '' ? words : `${name} ${words}`;
}

function nameIn(link: Box): string {
  let box: Box | undefined = link.parent;
  for (let up = 0; box && up < REACH; up += 1, box = box.parent) {
    if (box.letters > LONGEST_NAME + LONGEST_BARE) return '';
    if (box.tag === 'tr') return rowName(box, link);
    const rest = isBlock(box) ? restOf(box, link) : '';
    if (rest === '' || BARE.test(rest)) continue;
    if (NAME.test(rest)) return rest;
    if (box.tag !== 'td' && box.tag !== 'th') return '';
  }
  return '';
}

/** The cells that hold words of their own; a number in the first column counts rows. */
function rowName(row: Box, link: Box): string {
  const cells = row.children.filter((child) => typeof child !== 'string');
  const words = cells.filter((cell) => !holds(cell, link)).map((cell) => lineOf(wordsOf(cell)));
  return words.filter((one) => one !== '' && !/^[\d.、]+$/.test(one) && !BARE.test(one)).join(' ');
}

function holds(box: Box, link: Box): boolean {
  for (let at: Box | undefined = link; at; at = at.parent) if (at === box) return true;
  return false;
}

/** The words around a link, without the brackets that it stands in. */
const restOf = (line: Box, link: Box): string =>
  lineOf(wordsOf(line))
    .replace(lineOf(wordsOf(link)), '')
    .replace(/[(（[【]\s*[)）\]】]/gu, '')
    .trim();

import { Chalk, type ChalkInstance } from 'chalk';
import { REASONS } from '../evidence/reason.ts';
import { CHANNELS } from '../catalogue/rule.ts';
import type { Language } from '../language/text.ts';
import type { Cell } from '../verdicts/roll-up.ts';
import type { Outcome, Verdict } from '../verdicts/verdict.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import { deadlineText } from './deadline-text.ts';
import type { Report, Reporter, RenderOptions } from './report.ts';
import { safe } from './safe-text.ts';
import { cutTo, padTo } from './terminal-width.ts';
import { basisText, elementName, gapsByDepartment, outcomeText, placeText, say, unknownsByReason } from './view.ts';

/** What a person reads first: coverage, the matrix, gaps by department, then what could not be told and what to do. */
export const terminal: Reporter = {
  extension: 'txt',
  render: (report, options) => {
    const paint = new Chalk({ level: options.colour ? 1 : 0 });
    const page = new Page(report, options, paint);
    return [page.head(), page.matrix(), page.gaps(), page.unknowns(), page.foot()].filter(Boolean).join('\n\n') + '\n';
  },
};

const MARKS: Record<Outcome, string> = {
  passed: '✔',
  failed: '✘',
  cantTell: '?',
  pending: '…',
  inapplicable: '－',
  untested: '?',
};

class Page {
  readonly #report: Report;
  readonly #language: Language;
  readonly #width: number;
  readonly #paint: ChalkInstance;

  constructor(report: Report, { language, width }: RenderOptions, paint: ChalkInstance) {
    this.#report = report;
    this.#language = language;
    this.#width = Math.max(60, width);
    this.#paint = paint;
  }

  #t(zh: string, en: string): string {
    return this.#language === 'zh' ? zh : en;
  }

  head(): string {
    const { company, asOf, coverage, gaps, counts, catalogue, notices, alerts } = this.#report;
    const { bold, red, yellow, dim } = this.#paint;
    const percent = coverage.duties === 0 ? 0 : Math.floor((coverage.told / coverage.duties) * 100);
    return [
      bold(this.#t(`${company.name} 供电服务信息公开核查`, `Disclosure audit of ${company.name}`)),
      dim(this.#t(`核查日 ${asOf}　规则 ${say(catalogue.name, 'zh')}`, `as of ${asOf}   rules: ${say(catalogue.name, 'en')}`)),
      this.#t(
        `可判定 ${coverage.told}/${coverage.duties} 项（${percent}%）　读取 ${coverage.pages} 页　未读到 ${coverage.unread.length} 页　问题 ${gaps} 个　时限内 ${counts.pending} 项`,
        `told ${coverage.told} of ${coverage.duties} duties (${percent} %)   pages read ${coverage.pages}   not read ${coverage.unread.length}   gaps ${gaps}   not due yet ${counts.pending}`,
      ),
      ...alerts.map(({ url, why }) => red(`${this.#t('安全告警', 'Security alert')}: ${safe(url)} ${safe(why)}`)),
      ...notices.map((notice) => yellow(`! ${say(notice, this.#language)}`)),
    ].join('\n');
  }

  matrix(): string {
    const { items, channels } = this.#report;
    const columns = CHANNELS.filter((id) => channels.some((channel) => channel.id === id));
    const nameWidth = 34;
    const cellWidth = Math.max(8, Math.floor((this.#width - nameWidth) / Math.max(1, columns.length)));
    const title = this.#paint.bold(this.#t('一、公开清单（事项 × 渠道）', '1. Items × channels'));
    const head = padTo('', nameWidth) + columns.map((id) => padTo(cutTo(say(CHANNEL_NAMES[id], this.#language), cellWidth - 1), cellWidth)).join('');
    const rows = items.map(({ id, name }) => {
      const label = padTo(cutTo(`${id} ${say(name, this.#language)}`, nameWidth - 1), nameWidth);
      return label + columns.map((channel) => this.#square(id, channel, cellWidth)).join('');
    });
    const legend = this.#t('✔ 合规  ✘ 有问题（数字为问题数）  ? 无法判定  … 时限内  － 不适用', '✔ in order  ✘ gaps (their number)  ? cannot tell  … not due yet  － not applicable');
    return [title, head, ...rows, this.#paint.dim(legend)].join('\n');
  }

  #square(item: string, channel: string, width: number): string {
    const cell = this.#report.matrix.find((one) => one.item === item && one.channel === channel);
    if (!cell?.content) return padTo('', width);
    const late = cell.timeliness === 'failed' && cell.content !== 'failed';
    const outcome: Outcome = late ? 'failed' : cell.content;
    return this.#tint(outcome)(padTo(`${MARKS[outcome]}${countOf(cell)}`, width));
  }

  #tint(outcome: Outcome): (text: string) => string {
    const { green, red, yellow, cyan, dim } = this.#paint;
    return { passed: green, failed: red, cantTell: yellow, untested: yellow, pending: cyan, inapplicable: dim }[outcome];
  }

  gaps(): string {
    const title = this.#paint.bold(this.#t('二、问题（按责任部门）', '2. Gaps by department'));
    const groups = gapsByDepartment(this.#report);
    if (groups.length === 0) return `${title}\n${this.#t('未发现问题。', 'No gaps were found.')}`;
    const sections = groups.map(({ department, gaps }) => {
      const head = this.#paint.bold(`${safe(department)}  ${this.#t(`${gaps.length} 个`, `${gaps.length}`)}`);
      return [head, ...gaps.map((gap) => this.#gap(gap))].join('\n');
    });
    return [title, ...sections].join('\n');
  }

  #gap(verdict: Verdict): string {
    const { red, dim } = this.#paint;
    const [quote] = verdict.quotes;
    const publisher = verdict.owners.publisher;
    const lines = [
      `  ${red('✘')} ${elementNumber(verdict)} ${elementName(this.#report, verdict, this.#language)} · ${placeText(verdict, this.#language)} · ${red(outcomeText(verdict, this.#language))}`,
      ...verdict.says.map((one) => `      ${safe(say(one, this.#language))}`),
      ...(verdict.deadline ? [`      ${deadlineText(verdict.deadline, this.#language)}`] : []),
      ...(quote ? [`      ${this.#t('原文', 'quote')}：“${safe(cutTo(quote.words, 80))}”`, dim(`      ${safe(quote.url)}`)] : []),
      ...(verdict.search && !quote ? [`      ${this.#searched(verdict)}`] : []),
      dim(`      ${this.#t('依据', 'basis')}：${basisText(this.#report, verdict, this.#language)}　${this.#t('发布', 'publisher')}：${safe(publisher)}　${verdict.id}`),
      `      ${this.#t('整改', 'remedy')}：${say(verdict.remedy, this.#language)}`,
    ];
    return lines.join('\n');
  }

  #searched({ search }: Verdict): string {
    if (!search) return '';
    const terms = search.terms.slice(0, 6).join('、');
    return this.#t(
      `线上核查未发现：查了 ${search.pages} 页（相关 ${search.relevant} 页），检索词 ${terms}`,
      `not found: ${search.pages} pages searched (${search.relevant} about the item) for ${terms}`,
    );
  }

  unknowns(): string {
    const groups = unknownsByReason(this.#report);
    if (groups.length === 0) return '';
    const title = this.#paint.bold(this.#t('三、未能判定的事项与处理办法', '3. What could not be told, and what to do'));
    const lines = groups.map(({ reason, verdicts }) => {
      const { name, advice } = REASONS[reason];
      const examples = verdicts.slice(0, 3).map(({ id }) => id).join('，');
      const more = verdicts.length > 3 ? this.#t(` 等 ${verdicts.length} 项`, ` … ${verdicts.length} in all`) : '';
      return `  ${this.#paint.yellow('?')} ${say(name, this.#language)}：${examples}${more}\n      → ${say(advice, this.#language)}`;
    });
    return [title, ...lines].join('\n');
  }

  foot(): string {
    const { readings } = this.#report;
    if (readings.length === 0) return '';
    const list = readings.map(({ id, chosen }) => `  ${id} ${say(chosen, this.#language)}`);
    return this.#paint.dim([this.#t('本次核查采用的理解：', 'Readings applied:'), ...list].join('\n'));
  }
}

const elementNumber = ({ element, variant }: Verdict): string => (variant === undefined ? element : `${element}`);

const countOf = ({ gaps }: Cell): string => (gaps > 0 ? ` ${gaps}` : '');

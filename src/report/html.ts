import type { TextReporter } from './report.ts';
import { coverage } from './html/coverage.ts';
import { deadlines } from './html/deadlines.ts';
import { html, type Markup } from './html/escape.ts';
import { gaps } from './html/gaps.ts';
import { matrix } from './html/matrix.ts';
import { SCRIPT_ELEMENT, SCRIPT_POLICY } from './html/script.ts';
import { STYLE_ELEMENT, STYLE_POLICY } from './html/style.ts';
import { allVerdicts, evidence, law } from './html/tables.ts';
import { papers } from './html/papers.ts';
import { unknowns } from './html/unknowns.ts';
import { companyName } from './view.ts';
import { voiceOf, type Voice } from './voice.ts';

/** One page that works offline: one script of its own for filters, no outside resource, everything from outside escaped (faults O1). */
export const htmlPage: TextReporter = {
  extension: 'html',
  render: (report, { language }) => `<!doctype html>\n${page(voiceOf(report, language)).markup}\n`,
};

/** Nothing may be loaded or sent but the pictures beside the page; the one style sheet and the one script are named by their digests. */
const POLICY = `default-src 'none'; script-src ${SCRIPT_POLICY}; style-src ${STYLE_POLICY}; img-src 'self' file:; base-uri 'none'; form-action 'none'`;

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

function sectionsOf(voice: Voice): Section[] {
  const { t } = voice;
  return [
    { id: 'matrix', title: t('公开清单（事项 × 渠道）', 'Items × channels'), body: matrix(voice) },
    { id: 'deadlines', title: t('期限', 'Deadlines'), body: deadlines(voice) },
    { id: 'gaps', title: t('问题（按责任部门）', 'Gaps by department'), body: gaps(voice) },
    {
      id: 'unknowns',
      title: t('未能判定的事项与处理办法', 'What could not be told, and what to do'),
      body: html`${unknowns(voice)}${papers(voice)}`,
    },
    { id: 'verdicts', title: t('全部结论', 'All verdicts'), body: allVerdicts(voice) },
    { id: 'law', title: t('依据与口径', 'Bases and readings'), body: law(voice) },
    { id: 'evidence', title: t('证据清单', 'Evidence'), body: evidence(voice) },
  ];
}

function page(voice: Voice): Markup {
  const { t, say, report } = voice;
  const title = t(`${companyName(voice)} 供电服务信息公开核查报告`, `Disclosure audit of ${companyName(voice)}`);
  const sections = sectionsOf(voice);
  return html`<html lang="${t('zh-CN', 'en')}">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>${title}</title>
      ${STYLE_ELEMENT}
    </head>
    <body>
      <a class="skip" href="#gaps">${t('跳到问题清单', 'Skip to the gaps')}</a>
      <header>
        <div class="wide">
          <h1>${title}</h1>
          <p class="sub">${t('核查日', 'As of')} <b>${report.asOf}</b> · ${say(report.catalogue.name)}</p>
          <nav aria-label="${t('目录', 'contents')}">
            ${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a>`)}
          </nav>
        </div>
      </header>
      <main class="wide">
        <section aria-label="${t('核查范围与结论', 'coverage and outcome')}">${coverage(voice)}</section>
        ${sections.map(
          ({ id, title: name, body }) =>
            html`<section id="${id}" aria-labelledby="${id}-title">
              <h2 id="${id}-title">${name}</h2>
              ${body}
            </section> `,
        )}
      </main>
      <footer class="wide">
        <p class="small">
          gongkai ${report.tool.version} · ${report.catalogue.id} <code>${report.catalogue.digest.slice(0, 16)}</code>
        </p>
      </footer>
      ${SCRIPT_ELEMENT}
    </body>
  </html>`;
}

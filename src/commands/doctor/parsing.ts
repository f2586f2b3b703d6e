import { load } from 'cheerio';
import { readHtml } from '../../documents/html.ts';
import { text } from '../../language/text.ts';
import { bad, good, type Diagnosis } from './diagnosis.ts';

/** What browsers mend: tags without ends, words that fell out of their table, entities cut short, a script that speaks of tags. */
const PAGE = `<title>停电公告</title><p class=a title='95598 &lt 12398'>供电<b>服务<p>电价 &yen0.52
<table>停电区域<tr><td>城东<td>9时&ndash;12时<tr><td colspan=2>城西</table><script>"</p>电量" <!-- 1</script><!-- 欠费 -->完`;

/** Whether this build reads pages as cheerio reads them: its quick way through a page is made for one version of their common parser. */
export function examineParsing(read: (html: string) => string = wordsRead): Diagnosis {
  if (read(PAGE) === wordsByCheerio(PAGE)) return good(text('网页解析自检通过', 'pages are parsed as they should be'));
  return bad(
    text(
      '网页解析自检不通过：读出的文字与 cheerio 不一致',
      'pages are not parsed as they should be: cheerio reads other words',
    ),
    text(
      '请重新安装 gongkai，通过之前不要用来核查',
      'install gongkai anew, and do not audit with it before this passes',
    ),
  );
}

const wordsRead = (html: string): string =>
  bare(
    readHtml(html, 'https://www.example.com/')
      .blocks.map((block) => block.text.raw)
      .join(''),
  );

function wordsByCheerio(html: string): string {
  const $ = load(html);
  $('script').remove();
  return bare($('body').text());
}

const bare = (words: string): string => words.replace(/\s/g, '');

import type { Language } from '../../language/text.ts';

/** What lies beside a new `gongkai.yaml`, for the one who opens the folder. */
export const GUIDE: Readonly<Record<Language, string>> = {
  zh: `公开（gongkai）工作区使用说明

1. 收集佐证
   evidence 文件夹下每个渠道一个文件夹：
   - app：网上国网 App 的截图（PNG、JPG）或导出的页面
   - web95598：用浏览器“另存为网页”保存的 95598 网站页面
   - hall：每个营业厅一个文件夹，放公示内容的照片或文件
   - 门户网站写了网址的，由程序直接采集，不用手工保存
   可以放：HTML、MHTML、PDF、Word、Excel、图片，也可以放 ZIP、WARC、WACZ。
2. 声明采集日期和完整性（重要）
   在 gongkai.yaml 里给快照加上 captured: 2026-11-19（采集日期）；
   确认该渠道公示的内容都收齐了，再加 complete: true。
   没有声明完整的，找不到只能得出“证据不足”，不会得出“应公开未公开”。
3. 登记
   records 文件夹下的登记表可以用 Excel 打开填写：什么事项、哪天发生变更，更新期限从这里起算。
4. 核查
   gongkai doctor     检查环境和工作区
   gongkai audit      采集并核查，报告写在 out 文件夹
`,
  en: `A workspace of gongkai

1. Collect the evidence
   One folder for each channel under evidence:
   - app: screens of the State Grid App (PNG, JPG) or exported pages
   - web95598: pages of the 95598 website, saved from a browser
   - hall: a folder for each service hall, with photographs or files of what is on its walls
   - a website whose address is given is captured by the program itself
   HTML, MHTML, PDF, Word, Excel and pictures are read, also inside ZIP, WARC and WACZ.
2. Declare the day and the completeness (important)
   In gongkai.yaml add captured: 2026-11-19 to a snapshot, and complete: true once everything that the channel shows is in it.
   Without it, what is not found is "not enough evidence", never "not disclosed".
3. Registers
   The tables under records open in Excel: which item changed on which day; deadlines are counted from there.
4. Audit
   gongkai doctor     look at this computer and this workspace
   gongkai audit      capture and check; reports are written to out
`,
};

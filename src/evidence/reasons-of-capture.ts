import { text } from '../language/text.ts';
import type { ReasonEntry } from './reason-group.ts';

/** Why something could not be captured, or not be read as it was captured: no word of the company's (faults 5.1). */
export const REASONS_OF_CAPTURE = {
  dns: {
    group: 'capture',
    name: text('域名无法解析', 'the host name does not resolve'),
    advice: text('稍后重试；确认网址填写无误。', 'Retry later; check the address.'),
  },
  connect: {
    group: 'capture',
    name: text('无法建立连接', 'no connection could be made'),
    advice: text(
      '稍后重试，或提供该页面的快照；本机经代理上网的，检查代理的地址、账号和密码。',
      'Retry later, or hand in a snapshot of the page; behind a proxy check its address, name and password.',
    ),
  },
  tls: {
    group: 'capture',
    name: text('证书不受信任', 'the certificate is not trusted'),
    advice: text(
      '先核对本机日期和时间；无误的，请门户管理部门检查证书，或提供快照。',
      "Check this machine's date and time first; if right, have the portal's certificate checked, or hand in a snapshot.",
    ),
  },
  'tls-legacy': {
    group: 'capture',
    name: text('服务器使用旧式加密协商', 'the server needs legacy TLS renegotiation'),
    advice: text('用 --tls-legacy 指定该主机，或提供快照。', 'Name the host with --tls-legacy, or hand in a snapshot.'),
  },
  'tls-incomplete-chain': {
    group: 'capture',
    name: text('服务器证书链不完整', 'the certificate chain is incomplete'),
    advice: text(
      '用 --extra-ca 提供中间证书，或提供快照。',
      'Give the intermediate with --extra-ca, or hand in a snapshot.',
    ),
  },
  'tls-gm': {
    group: 'capture',
    name: text('仅支持国密协议', 'only SM2/TLCP is offered'),
    advice: text('请用国密浏览器保存页面后作为快照提供。', 'Save the page with a TLCP browser and hand it in.'),
  },
  timeout: {
    group: 'capture',
    name: text('超过时限未响应', 'the time limit passed'),
    advice: text('稍后重试，或提供快照。', 'Retry later, or hand in a snapshot.'),
  },
  truncated: {
    group: 'capture',
    name: text('页面内容不完整（传输中断）', 'the page was cut short'),
    advice: text('稍后重试。', 'Retry later.'),
  },
  'too-large': {
    group: 'capture',
    name: text('页面超过大小上限', 'the page exceeds the size limit'),
    advice: text('调大 --max-body，或提供快照。', 'Raise --max-body, or hand in a snapshot.'),
  },
  bomb: {
    group: 'capture',
    name: text('压缩内容异常膨胀', 'compressed content inflates abnormally'),
    advice: text('请门户管理部门检查该页面。', "Have the page checked by the portal's owner."),
  },
  'content-coding': {
    group: 'capture',
    name: text('压缩编码错误', 'the content coding is broken'),
    advice: text('稍后重试，或提供快照。', 'Retry later, or hand in a snapshot.'),
  },
  protocol: {
    group: 'capture',
    name: text('服务器响应不符合 HTTP 协议', 'the reply is not valid HTTP'),
    advice: text('稍后重试，或提供快照。', 'Retry later, or hand in a snapshot.'),
  },
  'redirect-loop': {
    group: 'capture',
    name: text('循环跳转', 'the address redirects in a loop'),
    advice: text('用浏览器打开后保存为快照。', 'Open it in a browser and save a snapshot.'),
  },
  'redirect-out-of-scope': {
    group: 'capture',
    name: text('跳转到未登记的网站', 'it redirects to an undeclared host'),
    advice: text('确认后把目标主机加入 hosts。', 'If it is right, add the host to `hosts`.'),
  },
  'blocked-address': {
    group: 'capture',
    name: text(
      '目标是内网或受限地址，或本机设了代理，未访问',
      'the target is a private or blocked address, or a proxy is set here, and was not contacted',
    ),
    advice: text(
      '确需访问内网时使用 --allow-private；本机经代理上网（环境变量 HTTP_PROXY 等）的，经批准使用 --trust-proxy，或清除这些变量。',
      'Use --allow-private if this is intended; behind a proxy (HTTP_PROXY and the like) use --trust-proxy with approval, or clear these variables.',
    ),
  },
  robots: {
    group: 'capture',
    name: text('robots.txt 不允许采集，或未能读到', 'robots.txt disallows it, or could not be read'),
    advice: text(
      '未能读到的稍后重试；不允许的提供快照，或经批准使用 --robots=ignore。',
      'Retry later where it could not be read; else hand in a snapshot, or use --robots=ignore with approval.',
    ),
  },
  'rate-limited': {
    group: 'capture',
    name: text(
      '网站要求稍后再来（维护、繁忙或限流）',
      'the site asks to come back later (maintenance, load, or our rate)',
    ),
    advice: text('稍后重试；仍然如此的，降低 --rate 后重试。', 'Retry later; if it stays so, with a lower --rate.'),
  },
  'server-error': {
    group: 'capture',
    name: text('服务器出错或暂停服务', 'the server reports an error, or is out of service'),
    advice: text(
      '稍后重试；一直如此的，请门户管理部门检查服务器。网页打得开、只是 robots.txt 出错的，请其改正，或经批准使用 --robots=ignore。',
      "Retry later; if it stays so, have the portal's owner check the server. Where pages open and only robots.txt fails, have that mended, or use --robots=ignore with approval.",
    ),
  },
  'auth-wall': {
    group: 'capture',
    name: text('网站拒绝访问，或要求先登录', 'the site refuses access, or wants a login first'),
    advice: text(
      '用浏览器打开该页（要登录的先登录），看得到就另存为快照提供；谁都打不开的，请门户管理部门检查访问权限。',
      "Open the page in a browser, after login where one is needed, save it and hand it in; if nobody can open it, have the portal's owner check who may.",
    ),
  },
  'waf-challenge': {
    group: 'capture',
    name: text('被网站防护拦截', 'a web firewall challenge was served'),
    advice: text('用浏览器保存页面作为快照提供。', 'Save the page in a browser and hand it in.'),
  },
  'soft-404': {
    group: 'capture',
    name: text('返回了“页面不存在”的提示页', 'a page-not-found text was served'),
    advice: text('确认网址；页面移走的请更新链接。', 'Check the address; mend the link if the page has moved.'),
  },
  'identity-mismatch': {
    group: 'capture',
    name: text('页面不是所登记网站的内容', "the page is not the declared site's"),
    advice: text(
      '用浏览器打开该网址核对：网址或主机名单有误，或打开的是上网认证页、拦截页、服务器默认页，都会这样；改正后重新采集，或提供快照。',
      'Open the address in a browser: a wrong address or host list does this, and so do a network sign-in, a block page and a server default page. Then capture again, or hand in a snapshot.',
    ),
  },
  tampered: {
    group: 'capture',
    name: text('疑似被篡改或仿冒的页面', 'the page looks hijacked or cloned'),
    advice: text('按安全事件处置，恢复后重新核查。', 'Treat as a security incident, then audit again.'),
  },
  conflicting: {
    group: 'capture',
    name: text('两份采集内容相互矛盾', 'two captures contradict each other'),
    advice: text('人工打开页面核对。', 'Open the page and compare.'),
  },
  charset: {
    group: 'capture',
    name: text('字符编码无法识别', 'the text encoding cannot be read'),
    advice: text('用浏览器另存为 UTF-8 后提供。', 'Save it as UTF-8 in a browser and hand it in.'),
  },
  'needs-js': {
    group: 'capture',
    name: text('动态页面，未读到正文', 'a dynamic page whose text could not be read'),
    advice: text(
      '安装 Edge、Chrome 或 Chromium（或用 --browser 指定其路径）后重新采集；也可用浏览器打开后“另存为网页”或截图提供。',
      'Install Edge, Chrome or Chromium (or name it with --browser) and capture again; or save the page or a screenshot in a browser and hand it in.',
    ),
  },
  'too-complex': {
    group: 'capture',
    name: text('文件结构过于复杂', 'the file is too complex to read'),
    advice: text('拆分或简化文件后提供。', 'Split or simplify the file.'),
  },
  'unsupported-format': {
    group: 'capture',
    name: text('文件格式不支持', 'the file format is not supported'),
    advice: text(
      '另存为 HTML、PDF、DOCX 或 XLSX；公式没有保存结果的表格，用 Excel 打开后另存。',
      'Save it as HTML, PDF, DOCX or XLSX; a sheet whose formulas were saved without their values, after opening it in Excel.',
    ),
  },
  encrypted: {
    group: 'capture',
    name: text('文件已加密', 'the file is encrypted'),
    advice: text('去除密码后提供。', 'Remove the password and hand it in.'),
  },
  'corrupt-archive': {
    group: 'capture',
    name: text('文件损坏', 'the file is damaged'),
    advice: text('重新导出后提供。', 'Export it again.'),
  },
  'unsafe-archive': {
    group: 'capture',
    name: text('压缩包含有不安全内容', 'the archive holds unsafe content'),
    advice: text('重新打包后提供。', 'Pack it again without the unsafe entries.'),
  },
  'scope-cut': {
    group: 'capture',
    name: text('未采集完整（达到上限）', 'the crawl was cut at a limit'),
    advice: text(
      '页数、层数达到上限的，用 --max-pages、--max-depth 调大后重新采集；网址每次都变（带会话号、无尽翻页）的，请门户管理部门改正，或提供快照。',
      'Raise --max-pages or --max-depth and capture again; where addresses are new every time (session ids, endless paging), have the portal mended, or hand in a snapshot.',
    ),
  },
  interrupted: {
    group: 'capture',
    name: text('采集被中断', 'the capture was interrupted'),
    advice: text('用 capture --resume 继续。', 'Continue with capture --resume.'),
  },
  'store-damaged': {
    group: 'capture',
    name: text('证据包校验不通过', 'the stored evidence does not verify'),
    advice: text('使用备份的证据包。', 'Use a backup of the bundle.'),
  },
  'internal-error': {
    group: 'capture',
    name: text('程序内部错误', 'an internal error'),
    advice: text('请反馈运行日志。', 'Please report it with the log.'),
  },
} as const satisfies Record<string, ReasonEntry>;

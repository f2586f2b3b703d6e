import { Option, type Command } from 'commander';
import { browserOptions } from './options.ts';
import type { Table } from './table.ts';

type Say = Table['t'];

/** Gives a command the options of everything that goes out, in the groups in which help shows them. */
export function withNetwork(command: Command, t: Say): Command {
  for (const option of runOptions(t)) command.addOption(option.helpGroup(t('采集：', 'Capture:')));
  for (const option of limitOptions(t))
    command.addOption(
      option.helpGroup(t('上限（达到上限会写进报告）：', 'Limits (one that bites is said in the report):')),
    );
  for (const option of grantOptions(t))
    command.addOption(
      option.helpGroup(t('需经批准（会写进证据包）：', 'With approval only (recorded in the bundle):')),
    );
  return command;
}

function runOptions(t: Say): Option[] {
  return [
    new Option(
      '--resume',
      t('继续上次中断的采集，已采集的不再访问', 'go on with an interrupted capture; what it has is not fetched again'),
    ),
    new Option(
      '--fresh',
      t(
        '全部重新取回，不向服务器询问自上次采集以来是否变更',
        'fetch every page whole instead of asking what changed since the last capture',
      ),
    ),
    new Option('--rate <n>', t('每台主机每秒请求数，0 为不限', 'requests a second and host; 0 for no limit')).default(
      '1',
    ),
    new Option(
      '--render <when>',
      t('需要脚本才显示正文的页面是否用浏览器打开', 'whether pages that need scripts are shown in a browser'),
    )
      .choices(['auto', 'never'])
      .default('auto'),
    browserOptions(t).browser,
    new Option(
      '--second-looks <n>',
      t(
        '每个网站以普通访客的身份复看多少页，查对外内容是否因人而异，0 为不复看',
        'pages of a site looked at again as an ordinary visitor, to find what is shown to some only; 0 for none',
      ),
    ).default('10'),
    new Option(
      '--confirm-after <seconds>',
      t(
        '对“页面不存在”再次确认的间隔秒数（缺省 600）',
        'seconds before a missing page is looked at again (default: 600)',
      ),
    ),
  ];
}

function limitOptions(t: Say): Option[] {
  return [
    new Option('--max-pages <n>', t('每台主机最多采集页数（缺省 2000）', 'pages a host (default: 2000)')),
    new Option('--max-depth <n>', t('从首页起最多点击几次（缺省 6）', 'clicks from the start page (default: 6)')),
    new Option('--max-body <MB>', t('单个页面或文件的大小（缺省 16）', 'size of one page or file (default: 16)')),
    new Option('--timeout <seconds>', t('单次请求的总时限（缺省 60）', 'one request, to its last byte (default: 60)')),
    new Option('--retries <n>', t('失败后最多重试几次（缺省 3）', 'tries after one that failed (default: 3)')),
  ];
}

function grantOptions(t: Say): Option[] {
  return [
    new Option('--allow-private <cidr...>', t('允许访问的内网地址段', 'private networks that may be contacted')),
    new Option('--robots <policy>', t('遵守或忽略 robots.txt', 'whether robots.txt is obeyed'))
      .choices(['obey', 'ignore'])
      .default('obey'),
    new Option('--extra-ca <pem...>', t('另外信任的证书文件', 'files of certificates that are trusted as well')),
    new Option('--tls-legacy <host...>', t('仍用旧式加密协商的主机', 'hosts that still need legacy TLS renegotiation')),
    new Option('--trust-proxy', t('信任环境变量中的代理', 'trust the proxy in the environment')),
  ];
}

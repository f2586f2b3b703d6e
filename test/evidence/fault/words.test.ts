import { describe, expect, it } from 'vitest';
import { faultWords } from '../../../src/evidence/fault/words.ts';
import { plainChinese } from '../../support/plain-chinese.ts';

describe('what the detail of a fault says', () => {
  it.each([
    ['no reply in 20000 ms', '20 秒内没有应答'],
    ['time 1200000 ms', '采集满 20 分钟'],
    ['ECONNREFUSED', '连接被拒绝（ECONNREFUSED）'],
    ['ENOTFOUND www.shancheng.example', '找不到该域名（ENOTFOUND www.shancheng.example）'],
    [
      'http://www.shancheng.example/robots.txt HTTP 503',
      'http://www.shancheng.example/robots.txt HTTP 503（暂停服务）',
    ],
    ['http://a.example/x → http://b.example/y', 'http://a.example/x → http://b.example/y'],
    [
      'pages 2000: http://www.shancheng.example/a.html?sid=1',
      '满 2000 页，没有再采集 http://www.shancheng.example/a.html?sid=1 等网址',
    ],
    [
      'CERT_HAS_EXPIRED; certificate sha256 0a1b, Jan  2 00:00:00 2025 GMT to Nov 12 23:59:59 2025 GMT',
      '证书已过期（CERT_HAS_EXPIRED）；证书有效期 2025-01-02 至 2025-11-12，SHA-256 0a1b',
    ],
    ['ECONNRESET; TLCP', '连接被中断（ECONNRESET）；服务器只用国密协议（TLCP）'],
    ['snapshot:截图/电价.png', '快照文件 截图/电价.png'],
    ['record at byte 120: block-digest, payload-digest', '第 120 字节处的记录：摘要不符'],
    [
      'http://www.shancheng.example/tdgg/ the list goes on by a click only',
      'http://www.shancheng.example/tdgg/ 列表的其余部分要点击翻页或“加载更多”才显示，请用浏览器打开查看',
    ],
    [
      'http://www.shancheng.example/ “信息公开” opens by a click only',
      'http://www.shancheng.example/ “信息公开”要点击后由脚本打开，请用浏览器打开查看',
    ],
    ['gongkai “首页” ≠ browser → hxxp://x[.]example/', '本程序看到“首页”，普通访客被带到 hxxp://x[.]example/'],
  ])('%s: %s', (detail, words) => {
    expect(faultWords(detail).zh).toBe(words);
    expect(plainChinese(faultWords(detail).zh)).toBe(true);
  });

  it('is in English what the bundle keeps, with error codes in words', () => {
    expect(faultWords('no reply in 20000 ms').en).toBe('no reply in 20000 ms');
    expect(faultWords('ECONNREFUSED').en).toBe('the connection was refused (ECONNREFUSED)');
  });

  it('leaves titles and addresses as they stand', () => {
    for (const own of ['', '办事大厅; 首页', 'http://www.shancheng.example/', 'https://a.example/ https://b.example/'])
      expect(faultWords(own)).toEqual({ zh: own, en: own });
  });
});

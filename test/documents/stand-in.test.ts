import { describe, expect, it } from 'vitest';
import { standIn } from '../../src/documents/stand-in.ts';
import { readPage, vocabulary } from './page.ts';

const WORDS = vocabulary({ not_found: ['页面不存在'], challenge: ['安全验证'], login: ['统一身份认证'] });
const MENU = ['首页', '企业概况', '信息公开', '服务指南', '停电公告', '联系我们']
  .map((name, at) => `<a href="/${at}/">${name}</a>`)
  .join('');

const standsFor = (title: string, body: string, menu = '') =>
  standIn(
    readPage(`<html><head><title>${title}</title></head><body><div class="nav">${menu}</div>${body}</body></html>`),
    WORDS,
  );

describe('a page that is served with success in place of the real one', () => {
  it.each([
    ['soft-404', '出错了', '<p>您访问的页面不存在</p>'],
    ['waf-challenge', '安全验证', '<p>请完成下列验证后继续访问</p>'],
    ['auth-wall', '统一身份认证', '<form>账号</form>'],
    [
      'server-error',
      'Apache Tomcat/9.0 - Error report',
      '<h1>HTTP Status 500 – Internal Server Error</h1><p>java.lang</p>',
    ],
    ['server-error', '502 Bad Gateway', '<center><h1>502 Bad Gateway</h1></center><hr>nginx'],
    ['server-error', '系统维护', '<p>网站正在升级维护中，请稍后访问，给您带来不便敬请谅解。</p>'],
    ['server-error', '国网山城供电公司', '<p>系统升级改造，请稍后再试</p>'],
    ['server-error', '系统提示', '<h2>系统繁忙，请稍后再试</h2><p>错误代码：504</p>'],
    ['server-error', '出错了', '<p>服务器内部错误，请联系网站管理员。</p>'],
    ['server-error', '提示', '<p>网络异常，请刷新重试！</p>'],
    [
      'server-error',
      'Service Unavailable',
      '<h2>Service Unavailable</h2><p>HTTP Error 503. The service is unavailable.</p>',
    ],
    ['server-error', 'ERROR: The requested URL could not be retrieved', '<h1>ERROR</h1><p>Connection timed out</p>'],
    ['server-error', '运行时错误', '<h1>“/”应用程序中的服务器错误。</h1><h2>运行时错误</h2>'],
  ])('is known by what it says: %s', (reason, title, body) => {
    expect(standsFor(title, body)).toBe(reason);
  });

  it('is no firewall’s where the site’s own menu stands: a notice speaks of the same things', () => {
    const notice = '<h1>登录须通过安全验证的通知</h1><p>即日起登录网上国网须通过短信安全验证，详询95598。</p>';
    expect(standsFor('登录须通过安全验证的通知', notice, MENU)).toBeUndefined();
    // Many sites show their menu above this.
    expect(standsFor('出错了', '<p>您访问的页面不存在</p>', MENU)).toBe('soft-404');
  });

  it('is no notice of works on a system', () => {
    const notice = '<h1>系统升级公告</h1><p>11月25日升级期间如遇服务器错误或系统繁忙，请稍后再试，或拨打95598。</p>';
    expect(standsFor('系统升级公告', notice, MENU)).toBeUndefined();
    expect(standsFor('系统升级公告', '<h1>系统升级公告</h1><p>11月25日网站升级维护中暂停缴费。</p>')).toBeUndefined();
    expect(standsFor('常见问题', '<p>缴费时提示系统繁忙，请稍后再试，或拨打95598。</p>', MENU)).toBeUndefined();
    expect(standsFor('报修须知', '<p>如遇网络故障、停电，请拨打95598报修。</p>')).toBeUndefined();
    expect(standsFor('服务指南', '<p>网站升级改造中，本栏目内容请见营业厅。</p>', MENU)).toBeUndefined();
  });
});

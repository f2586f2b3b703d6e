import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const HEAD = ['发送时间', '手机号', '模板名称', '短信内容', '状态'];
const BILL = '尊敬的客户，您10月电费50.10元，详询95598，监督请拨12398能源监管热线。';
const OUTAGE = '尊敬的客户，因线路检修，21日8:00至17:00松林路停电，详询95598。';
const CODE = '您的验证码为402913，5分钟内有效，请勿泄露。';

const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const sent = (template: string, words: string): string[] => [
  '2026-11-18 09:01:00',
  '138****1000',
  template,
  words,
  '成功',
];
const list = (...rows: (readonly string[])[]): string => `<table>${rows.map(row).join('')}</table>`;
const sms = (id: string, page: string) => look(id, { '/sms.html': page }, { channel: 'sms' });

describe('messages of one export (A19)', () => {
  const bills = Array.from({ length: 40 }, () => sent('电费账单', BILL));
  const outages = Array.from({ length: 30 }, () => sent('停电通知', OUTAGE));

  it.each(['9.1', '9.4'])('are samples of their own, told of by their template: %s', async (id) => {
    const [found] = await sms(id, list(HEAD, ...bills, ...outages));
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'conclusive' });
    expect(found?.says[0]?.zh).toMatch(/^70 .*30 .*模板“停电通知”（.* 第42行等30条）$/);
    expect(found?.quotes).toHaveLength(1);
    expect(found?.quotes[0]?.words).toContain('详询95598');
  });

  it.each(['9.1', '9.4'])('hold where each carries it, codes to sign in and empty lines aside: %s', async (id) => {
    const rows = [HEAD, ...bills, ['', '', '', '', ''], HEAD, sent('验证码', CODE), ...bills];
    const [found] = await sms(id, list(['短信发送记录', '', '', '', ''], ...rows));
    expect(found).toMatchObject({ holds: 'yes' });
  });

  it('are not to be told where all are codes to sign in', async () => {
    const [found] = await sms('9.1', list(HEAD, sent('验证码', CODE), sent('验证码', CODE)));
    expect(found).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
  });

  it('are not the column of the sender’s number, nor of what a template is called', async () => {
    const head = ['发送号码', '模板名称', '短信内容'];
    const rows = [
      ['95598', '95598报修进度', '尊敬的客户，您的报修已受理，抢修人员将与您联系。'],
      ['95598', '电费账单', BILL],
    ];
    expect((await sms('9.4', list(head, ...rows)))[0]).toMatchObject({ holds: 'yes' });
  });

  it('are not what customers sent', async () => {
    const head = ['类型', '短信内容'];
    const rows = [
      ['下行', BILL],
      ['上行', '你们95598一直打不通，什么时候来电'],
    ];
    expect((await sms('9.4', list(head, ...rows)))[0]).toMatchObject({ holds: 'yes' });
  });

  it.each([
    ['without names of columns', list(['1', BILL], ['2', OUTAGE])],
    [
      'as templates, label by label',
      list(['模板名称', '账单'], ['模板内容', BILL], ['模板名称', '停电'], ['模板内容', OUTAGE]),
    ],
    ['as paragraphs that begin with a greeting', `<p>${BILL}</p><p>${OUTAGE}</p>`],
    ['beside a table of others', `${list(HEAD, sent('电费账单', BILL))}<p>${OUTAGE}</p>`],
  ])('stand %s', async (_, page) => {
    const [found] = await sms('9.4', page);
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(found?.says[0]?.zh).toMatch(/^2 处展示 95598，其中 1 处/);
  });

  it('of one template only go on in the lines that follow', async () => {
    const page = list(['模板名称', '账单'], ['模板内容', BILL], ['备注', '为便于客户监督，本模板自2026年10月起使用。']);
    expect((await sms('9.1', page))[0]).toMatchObject({ holds: 'yes' });
  });
});

const talk = (...lines: string[]): string => lines.map((line) => `<p>${line}</p>`).join('');
const chat = (id: string, page: string) => look(id, { '/chat.html': page }, { channel: 'im' });

describe('a conversation', () => {
  const asked = ['客户：我打95598一直没人接，我要打12398能源监管热线投诉', '客服：请问户号是多少', '客户：1023'];

  it('shows nothing by what the customer says (9.1)', async () => {
    const [found] = await chat('9.1', talk(...asked, '客服：好的，已为您登记'));
    expect(found).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it.each([
    ['the customer mentions the line', [...asked, '客服：好的，已为您登记']],
    ['the record’s head and a clerk mention it', ['受理渠道：95598', ...asked, '客服：您的95598工单已派发']],
  ])('is no place that shows the service line where only %s (9.4)', async (_, lines) => {
    const [found] = await chat('9.4', talk(...lines));
    expect(found).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
  });

  it('is not paired by the customer’s words; what a clerk answers is for a person to tell (9.4)', async () => {
    const [found] = await chat('9.4', talk(...asked, '客服：您也可以拨打95598供电服务热线'));
    expect(found).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
    expect(found?.says[0]?.zh).toContain('客服人员');
  });

  it.each(['智能客服：您好，95598供电服务热线为您服务', '[09:12:05] 机器人：人工服务请拨打95598'])(
    'breaks the duty where an automatic text names the line alone (9.4): %s',
    async (line) => {
      expect((await chat('9.4', talk(line, ...asked)))[0]).toMatchObject({ holds: 'no', gap: 'incomplete' });
    },
  );

  it('holds where our side names both (9.4)', async () => {
    const page = talk(...asked, '客服：供电服务热线95598，能源监管热线12398');
    expect((await chat('9.4', page))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is not made of a form with a line for each signature', async () => {
    const form = talk('客户：', '工作人员：', '服务热线：95598，12398能源监管热线');
    expect((await look('9.1', { '/form.html': form }, { channel: 'documents' }))[0]).toMatchObject({ holds: 'yes' });
  });
});

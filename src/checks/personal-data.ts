import type { Block, Document, Table } from '../documents/document.ts';
import { once } from '../documents/once.ts';
import { citing } from './search/evidence.ts';
import type { Quote } from './search/finding.ts';

/** Personal data of customers on a public page; the quotation is masked (A21, C67). */
export interface Exposure {
  readonly kind: 'identity-number' | 'account' | 'phone' | 'bill';
  readonly quote: Quote;
}

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/;
const ACCOUNT = /(?:户号|客户编号|用户编号|用电户号)[为是:()\s]{0,3}(?<!\d)(\d{8,13})(?!\d)/;
const IDENTITY =
  /(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/;
/** Words of a customer; a member of staff who gives his own number to the public is none. */
const CUSTOMER = /户名|户主|姓名|用户名|客户名称|业主|住户|客户/;
const STAFF = /客户经理|台区经理|网格员|联系人|负责人|值班|营业厅|抢修|工作人员|供电所/;
const ACCOUNT_HEAD = /户号|客户编号|用户编号/;
const PHONE_HEAD = /手机|电话|联系方式/;
const NAME_HEAD = /户名|户主|姓名|用户名|客户名称|业主|住户/;
const BILL_HEAD = /电费|欠费|欠缴/;
/** A person's name, not that of a works, a shop or a village, and not one already masked. */
const PERSON = /^\p{Script=Han}{2,4}$/u;
const NO_PERSON = /[厂店部村社校院局会站馆楼场所厅铺行委组区庄园]$|公司|合计|总计|小计|备注|无$/u;
const BILL =
  /(?:户名|户主|客户名称|用户名)[:为\s]{0,2}\p{Script=Han}{2,4}(?![\p{Script=Han}*])[^。]{0,40}?(?:欠费|电费)[^。]{0,12}\d/u;

/** Without one of these a text tells nobody's data: a long number, or the label of a name. */
const HINT = /\d{8}|户名|户主|客户名称|用户名/u;

/** Every place on a page that shows customers' personal data. */
export const exposures = once<readonly Exposure[]>((document) => [
  ...document.tables.flatMap((table) => inTable(document, table)),
  ...document.blocks.filter(({ kind }) => kind !== 'cell').flatMap((block) => inBlock(document, block)),
]);

function inBlock(document: Document, { text, place }: Block): readonly Exposure[] {
  const found = (kind: Exposure['kind']): Exposure => ({ kind, quote: citing(document, mask(text.raw), place) });
  const { norm } = text;
  if (!HINT.test(norm)) return [];
  if (isIdentityNumber(norm)) return [found('identity-number')];
  if (ACCOUNT.test(norm)) return [found('account')];
  if (BILL.test(norm)) return [found('bill')];
  return MOBILE.test(norm) && CUSTOMER.test(norm) && !STAFF.test(norm) ? [found('phone')] : [];
}

function inTable(document: Document, { rows, place }: Table): readonly Exposure[] {
  const [head, ...body] = rows.map((row) => row.map(({ norm }) => norm));
  if (!head) return [];
  const heads = head.join(' ');
  const columns = (pattern: RegExp): number[] => head.flatMap((cell, column) => (pattern.test(cell) ? [column] : []));
  const [accounts, phones] = [columns(ACCOUNT_HEAD), columns(PHONE_HEAD)];
  const [people, bills] = [columns(NAME_HEAD), columns(BILL_HEAD)];
  const [isStaff, ofCustomers] = [STAFF.test(heads), CUSTOMER.test(heads)];
  const isBill = (cells: readonly string[]): boolean =>
    !isStaff &&
    people.some((column) => isPerson(cells[column] ?? '')) &&
    bills.some((column) => /\d/.test(cells[column] ?? ''));
  const row = body.findIndex(
    (cells) =>
      cells.some(isIdentityNumber) ||
      accounts.some((column) => /^\d{8,13}$/.test(cells[column] ?? '')) ||
      (ofCustomers && !isStaff && phones.some((column) => MOBILE.test(cells[column] ?? ''))) ||
      isBill(cells),
  );
  if (row < 0) return [];
  const kind = kindOf(body[row] ?? [], accounts.length > 0, isBill);
  const words = (rows[row + 1] ?? []).map(({ raw }, column) => maskCell(raw.trim(), head[column] ?? '')).join(' ');
  return [{ kind, quote: citing(document, words, `${place} row ${row + 2}`) }];
}

function kindOf(
  cells: readonly string[],
  hasAccounts: boolean,
  isBill: (cells: readonly string[]) => boolean,
): Exposure['kind'] {
  if (cells.some(isIdentityNumber)) return 'identity-number';
  if (hasAccounts) return 'account';
  return isBill(cells) ? 'bill' : 'phone';
}

const isPerson = (cell: string): boolean => PERSON.test(cell.trim()) && !NO_PERSON.test(cell.trim());

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** Signs of an identity number. */
const CHECKED = 18;
const CHECK_SIGNS = '10X98765432';

/** GB 11643: the 18th sign is a check sign, so that other 18-digit numbers are not taken for one. */
function isIdentityNumber(line: string): boolean {
  if (line.length < CHECKED) return false;
  const number = IDENTITY.exec(line)?.[0].toUpperCase();
  if (number === undefined) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECK_SIGNS[sum % 11] === number[17];
}

/** Long numbers keep their first three and last two digits; a name behind its label keeps the family name. */
export const mask = (words: string): string =>
  words
    .replace(/[\d０-９]{7,}[XxＸｘ]?/g, maskNumber)
    .replace(/((?:户名|户主|姓名|业主|客户名称|用户名)\s*[:：为]?\s*)(\p{Script=Han})\p{Script=Han}{1,3}/gu, '$1$2**');

const maskNumber = (number: string): string =>
  `${number.slice(0, 3)}${'*'.repeat(number.length - 5)}${number.slice(-2)}`;

const maskCell = (words: string, head: string): string =>
  CUSTOMER.test(head) && /^\p{Script=Han}{2,4}$/u.test(words) ? `${words.slice(0, 1)}**` : mask(words);

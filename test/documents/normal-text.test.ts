import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { find, norm, normalise, quote, rawOffset } from '../../src/documents/normal-text.ts';

describe('what a page writes and what is matched', () => {
  it.each([
    ['full width', '电话：０２３－９５５９８', '电话:023-95598'],
    ['ideographic and no-break spaces', '办公　地址：　Ａ\u00a0座', '办公地址: A座'],
    ['a PDF paste', '平均供电 可靠率', '平均供电可靠率'],
    ['a line break inside a word', '企业门户\n网站', '企业门户网站'],
    ['spaces between Latin words', 'State  Grid\nChongqing', 'State Grid Chongqing'],
    ['zero-width and bidi signs', '信\u200b息\u202e公\ufeff开', '信息公开'],
    ['traditional characters', '電力監管機構', '电力监管机构'],
    ['compatibility radicals', '⼾⽹⼒', '户网力'],
    ['radicals that NFKC leaves alone', '⻋⻓⻔', '车长门'],
    ['a wrong glyph', '提岀电表数据异常', '提出电表数据异常'],
    ['quotes', '“三指定”「两率」', '"三指定""两率"'],
    ['dashes', '9:00—17:00', '9:00-17:00'],
    ['document numbers in any bracket', '国能发〔2021〕56号、［2021］【2021】', '国能发[2021]56号、[2021][2021]'],
    ['〇 as a circle', '二○二五年', '二〇二五年'],
    ['an ellipsis of one sign', '供电…', '供电...'],
    ['square metres', '㎡', 'm2'],
    ['a circled number before digits', '①12398', '(1)12398'],
    ['circled numbers of every look', '❶⓵➀➊⓪⓿⓫㉑㊿供电', '(1)(1)(1)(1)(0)(0)(11)(21)(50)供电'],
    ['kana of half width with their marks', 'ｶﾞｽ', 'ガス'],
    ['pinyin with loose tone marks', 'fa\u0304 bu\u0300', 'fā bù'],
  ])('%s', (_, raw, expected) => {
    expect(normalise(raw).norm).toBe(expected);
  });

  it('keeps the stops 。 and 、 apart from decimal points and thousands', () => {
    expect(normalise('为99.8%。2026年').norm).toBe('为99.8%。2026年');
  });

  it('keeps digits apart that a space keeps apart (C18)', () => {
    expect(normalise('95598 12398').norm).toBe('95598 12398');
  });

  it('has no map where nothing changes', () => {
    expect(normalise('供电质量')).toEqual({ raw: '供电质量', norm: '供电质量' });
    expect(normalise('')).toEqual({ raw: '', norm: '' });
  });
});

describe('quoting', () => {
  it('gives the page its own words back', () => {
    const text = normalise('許可證 編號：１２３４');
    const at = find(text, '许可证编号');
    expect(at).toBe(0);
    expect(quote(text, at, at + 5)).toBe('許可證 編號');
    expect(quote(text, 6, 10)).toBe('１２３４');
  });

  it('keeps a letter together with its marks and a pair of surrogates together', () => {
    const text = normalise('x\u0304 𠮷㎡y');
    expect(quote(text, 0, 1)).toBe('x\u0304');
    expect(quote(text, find(text, '𠮷'), find(text, '𠮷') + 2)).toBe('𠮷');
    expect(quote(text, find(text, 'm2'), find(text, 'm2') + 1)).toBe('㎡');
  });

  it('gives nothing for an empty or impossible range', () => {
    const text = normalise('電力');
    expect([quote(text, 1, 1), quote(text, 5, 9), quote(text, -3, 0)]).toEqual(['', '', '']);
    expect(rawOffset(text, 9)).toBe(2);
  });
});

describe('finding terms', () => {
  it('matches Latin letters in either case, and only these', () => {
    expect(find(normalise('下载 网上国网APP'), '网上国网App')).toBe(2);
    expect(find(normalise('0.6元/kWh'), 'KWH')).toBe(5);
  });

  it('goes on from an offset and never finds nothing', () => {
    const text = normalise('供电，供电');
    expect([find(text, '供电', 1), find(text, '停电'), find(text, ''), find(text, '　')]).toEqual([3, -1, -1, -1]);
  });

  it('normalises a term once as it normalises a page', () => {
    expect(norm('供電「質量」')).toBe('供电"质量"');
    expect(norm('供電「質量」')).toBe(norm('供电“质量”'));
  });
});

/** Text as pages hold it: Chinese, spaces, signs, marks, and any code point. */
const pageText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'供电電監㎡…①⼾　 \n\u00a0\u200b“”〔〕【】（）：:，,。—-éx\u0304\u0301ｱﾞ가ﾡￂ\u1100\u1161𠮷⻋9５',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('for any text', () => {
  it('every quote stands in the original', () => {
    fc.assert(
      fc.property(pageText, fc.nat(80), fc.nat(80), (raw, from, length) => {
        const text = normalise(raw);
        expect(raw).toContain(quote(text, from, from + length));
      }),
    );
  });

  it('a quote normalises to what was asked for, where no sign was split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('供', '電', ' ', '９', 'Ａ', 'b', '：', '\u200b'), { maxLength: 30 }),
        fc.nat(30),
        fc.nat(30),
        (parts, from, length) => {
          const text = normalise(parts.join(''));
          expect(normalise(quote(text, from, from + length)).norm).toBe(text.norm.slice(from, from + length).trim());
        },
      ),
    );
  });

  it('every character comes from a place in the page, in page order', () => {
    fc.assert(
      fc.property(pageText, (raw) => {
        const text = normalise(raw);
        const offsets = Array.from({ length: text.norm.length }, (_, at) => rawOffset(text, at));
        for (const offset of offsets) expect(offset).toBeLessThan(raw.length);
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      }),
    );
  });

  it('normalising any single sign again changes nothing', () => {
    const unstable: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const once = norm(String.fromCodePoint(code));
      if (norm(once) !== once) unstable.push(`U+${code.toString(16)} ${once}`);
    }
    expect(unstable).toEqual([]);
  });

  it('normalising again changes nothing', () => {
    fc.assert(
      fc.property(pageText, (raw) => {
        const { norm: once } = normalise(raw);
        expect(normalise(once).norm).toBe(once);
      }),
    );
  });

  it('a term is found in every text that holds it', () => {
    const wide = fc
      .array(fc.constantFrom(...'供电電監：（）９'), { minLength: 1, maxLength: 8 })
      .map((signs) => signs.join(''))
      // Half of a bracket may be half of a reading in pinyin, which is left out.
      .filter((term) => !/^）|（$/.test(term));
    fc.assert(
      fc.property(pageText, wide, pageText, (before, term, after) => {
        expect(find(normalise(before + term + after), term)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('readings in pinyin', () => {
  it.each([
    ['發(fā)布免費法律咨詢', '发布免费法律咨询'],
    ['網(wǎng)站首頁（yè）', '网站首页'],
    ['電力監(jiān)管', '电力监管'],
    ['市場(chang)(chang)監管', '市场监管'],
  ])('%s is read as %s', (raw, expected) => {
    const text = normalise(raw);
    expect(text.norm).toBe(expected);
    const whole = quote(text, 0, text.norm.length);
    expect(whole.length).toBeGreaterThan(text.norm.length);
    expect(raw).toContain(whole);
  });

  it.each([['5千瓦(kw)'], ['千瓦时(kwh)'], ['电量(MWh)'], ['適當?shù)奈'], ['见(a)(b)两项']])(
    '%s keeps its brackets',
    (raw) => {
      expect(normalise(raw).norm).toMatch(/[()]/);
    },
  );
});

describe('a service line set wide', () => {
  it.each([
    ['供电服务热线：9 5 5 9 8', '供电服务热线:95598'],
    ['能源监管热线　１　２　３　９　８', '能源监管热线12398'],
    ['拨打 9-5-5-9-8 报修', '拨打95598报修'],
    ['服务热线：955 98，监管热线：123 98', '服务热线:95598,监管热线:12398'],
    ['服务热线：95-598', '服务热线:95598'],
    ['95-598供电服务热线，24小时为您服务', '95598供电服务热线,24小时为您服务'],
    ['24小时 955—98 客服热线', '24小时95598客服热线'],
    ['请拨95-5-98', '请拨95598'],
    ['9·5·5·9·8电力热线', '95598电力热线'],
    ['供电服务热线：９５５９８', '供电服务热线:95598'],
    ['供电服务热线：九五五九八', '供电服务热线:95598'],
    ['九 五 五 九 八，电力一家人', '95598,电力一家人'],
    ['监管热线一二三九八', '监管热线12398'],
    ['⑨⑤⑤⑨⑧供电服务热线', '95598供电服务热线'],
    ['❾❺❺❾❽', '95598'],
    ['拨打9️⃣5️⃣5️⃣9️⃣8️⃣报修', '拨打95598报修'],
  ])('%s is read as people read it', (raw, expected) => {
    expect(normalise(raw).norm).toBe(expected);
  });

  it.each([
    ['a longer row of digits', '1 2 3 9 8 7'],
    ['digits behind others', '0 9 5 5 9 8'],
    ['the foot of a list', '共5页 1 2 3 4 5'],
    ['two figures of a table', '受理 123 98'],
    ['a count beside the word', '热线受理123 98件'],
    ['part of a telephone number', '电话：0600-955 98'],
    ['a count that a line was called for', '95598热线接听 95 598 通'],
  ])('%s stays as it is', (_, raw) => {
    expect(normalise(raw).norm).toMatch(/\d[ -]\d/);
  });

  it.each([
    ['a longer number', '二〇〇九五五九八'],
    ['a larger number', '九五五九八万'],
    ['a count', '受理九五五九八件'],
    ['the number of an issue', '第一二三九八期'],
    ['the marks of a list', '①②③⑨⑧⑦'],
  ])('%s is not spelled for a line', (_, raw) => {
    expect(normalise(raw).norm).not.toMatch(/95598|12398/);
  });

  it('is quoted as the page prints it', () => {
    const text = normalise('热线：9 5 5 9 8（24小时）');
    const at = text.norm.indexOf('95598');
    expect(quote(text, at, at + 5)).toBe('9 5 5 9 8');
    const spelled = normalise('热线：九五五九八（24小时）');
    expect(quote(spelled, 0, 8)).toBe('热线：九五五九八');
  });
});

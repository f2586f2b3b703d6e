/** What need not be put into Chinese: addresses, names in brackets or quotes, codes, file names, HTTP 503, proper names. */
const FOREIGN = [
  /(?:https?|hxxp|snapshot|urn):\S+/g,
  /（[^）]*）|“[^”]*”|"[^"]*"/g,
  /\S*[./]\S*/g,
  /\b(?:HTTP|PDF|ZIP|WARC|WACZ|DTD|UTF-8|GB18030|SHA-256|ISO-2022-CN|HZ|Cookie|PNG|JPG|gongkai)\b/gi,
  /[0-9a-f]{16,}|\S*:\S*:\S*/g,
];

/** Whether no English words are left in a Chinese sentence, besides names and codes. */
export const plainChinese = (sentence: string): boolean =>
  !/[a-z]{3,}/i.test(FOREIGN.reduce((rest, one) => rest.replace(one, ' '), sentence));

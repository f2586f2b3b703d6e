const MENU = ['概况', '用电业务', '电价', '质量', '停电', '承诺', '投诉', '容量'];

/** The menu of a portal; its columns are `/col0/`, `/col1/`, …. */
export const menu = `<nav>${MENU.map((name, at) => `<a href="/col${at}/">${name}</a>`).join('')}</nav>`;

export const html = (title: string, body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

/** A page of 国网山城供电公司 with the portal's menu and its name at the foot. */
export const framed = (title: string, main: string): string =>
  html(title, `${menu}<main>${main}</main><footer>国网山城供电公司</footer>`);

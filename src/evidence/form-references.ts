/** Menus made of forms: a button that sends nothing that a visitor has typed leads to one page, like a link. */

type Attributes = Readonly<Record<string, string>>;

/** A button that sends its form. */
export interface Submit {
  readonly action: string | undefined;
  readonly field: readonly [name: string, value: string] | undefined;
}

/** A form, as far as it has gone by. */
export class FormReference {
  readonly #action: string;
  readonly #isGet: boolean;
  readonly #isSent: boolean;
  readonly #fields: (readonly [string, string])[] = [];
  readonly #submits: Submit[] = [];
  #isTyped = false;

  constructor({ action = '', method = 'get' }: Attributes) {
    this.#action = action;
    this.#isGet = /^\s*get\s*$/i.test(method);
    this.#isSent = this.#isGet || /^\s*post\s*$/i.test(method);
  }

  /** Takes note of an element of the form. */
  meet(tag: string, attributes: Attributes): void {
    if (tag === 'select' || tag === 'textarea') this.#isTyped = true;
    const submit = submitOf(tag, attributes);
    if (submit) this.#submits.push(submit);
    if (tag !== 'input' || submit) return;
    const { name = '', value = '' } = attributes;
    if (!/^(?:hidden|button|reset)$/i.test(attributes.type ?? '')) this.#isTyped = true;
    else if (/^hidden$/i.test(attributes.type ?? '') && name !== '') this.#fields.push([name, value]);
  }

  /** Where its buttons lead. */
  targets(): string[] {
    return this.#submits.flatMap((submit) => this.target(submit) ?? []);
  }

  /** Where one of its buttons leads; undefined where the visitor has a say in it, or only the server knows. */
  target({ action = this.#action, field }: Submit): string | undefined {
    if (this.#isTyped || !this.#isGet) return undefined;
    const query = [...this.#fields, ...(field ? [field] : [])].map((pair) => pair.map(escaped).join('=')).join('&');
    // The query of a form that is got takes the place of what stands in its action.
    const path = action.trim().replace(/[?#].*$/s, '');
    return path === '' && query === '' ? undefined : `${path}${query === '' ? '' : `?${query}`}`;
  }

  /** Whether a button opens something that has no address: what the server makes of a form that is posted. */
  get isPosted(): boolean {
    return this.#isSent && !this.#isGet && !this.#isTyped;
  }
}

/** The button as the form that it sends knows it; undefined for what sends none. */
export function submitOf(
  tag: string,
  { type = '', formaction, name = '', value = '' }: Attributes,
): Submit | undefined {
  const sends =
    tag === 'button' ? !/^(?:button|reset)$/i.test(type) : tag === 'input' && /^(?:submit|image)$/i.test(type);
  if (!sends) return undefined;
  // A picture sends where it was clicked, which no page goes by.
  const isNamed = name !== '' && !/^image$/i.test(type);
  return { action: formaction, field: isNamed ? [name, value] : undefined };
}

/** What has a meaning in a query; other characters are escaped in the page's encoding with the address. */
const escaped = (part: string): string =>
  part
    .replace(/[%&=#+]/g, encodeURIComponent)
    .replace(/\r?\n/g, '%0D%0A')
    .replaceAll(' ', '+');

/** What buttons say that turn, search or close something on the page where they are. */
export const CONTROL =
  /搜|查询|检索|登录|登陆|注册|提交|重置|取消|确[定认]|关闭|返回|打印|分享|收藏|同意|知道|发送|获取|验证|清空|展开|收起|顶部|[上下]一|翻页|字[体号]|语音|朗读|无障碍|长者|适老|关怀|简体|繁[体體]|刷新|播放|暂停|复制|^(?:ok|go|menu|search|log ?in|submit|reset|close|toggle.*|prev.*|next|en|english|中文|更多|菜单|导航)$/i;
/** What a button of tabs or folds names: a part of its own page. */
const OWN_PART = ['data-target', 'data-bs-target', 'aria-controls', 'data-toggle', 'data-bs-toggle', 'data-dismiss'];

/** Whether a button that sends no form opens something that only a script knows, by its words and attributes. */
export const opensByScript = (words: string, attributes: Attributes): boolean =>
  words.length > 1 &&
  !/^reset$/i.test(attributes.type ?? '') &&
  OWN_PART.every((name) => attributes[name] === undefined) &&
  !CONTROL.test(words);

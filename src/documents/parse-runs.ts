import { Token, Tokenizer, type TokenHandler } from 'parse5';
import { BeyondLimit } from './html-limits.ts';

const { CHARACTER, WHITESPACE_CHARACTER } = Token.TokenType;

const [SPACE, LESS_THAN, AMPERSAND, QUOTATION_MARK, APOSTROPHE, HYPHEN] = [0x20, 0x3c, 0x26, 0x22, 0x27, 0x2d];
const [TAB, LINE_FEED, FORM_FEED, CARRIAGE_RETURN] = [0x09, 0x0a, 0x0c, 0x0d];

const isSpace = (unit: number): boolean => unit === SPACE || unit === LINE_FEED || unit === TAB || unit === FORM_FEED;
const isLower = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;

/**
 * parse5's tokenizer (HTML 13.2.5), which goes from letter to letter, taking at once what it would take letter by letter: from
 * here on to the next one that may mean anything in the state it is in. Whatever else comes is left to it.
 */
export class RunTokenizer extends Tokenizer {
  readonly #mostAttributes: number;

  constructor(options: ConstructorParameters<typeof Tokenizer>[0], handler: TokenHandler, mostAttributes: number) {
    super(options, handler);
    this.#mostAttributes = mostAttributes;
  }

  protected override _stateData(point: number): void {
    if (!this.#takeWords(point)) super._stateData(point);
  }

  protected override _stateRcdata(point: number): void {
    if (!this.#takeWords(point)) super._stateRcdata(point);
  }

  protected override _stateRawtext(point: number): void {
    if (!this.#takeRaw(point)) super._stateRawtext(point);
  }

  protected override _stateScriptData(point: number): void {
    if (!this.#takeRaw(point)) super._stateScriptData(point);
  }

  protected override _stateTagName(point: number): void {
    const { currentToken } = this;
    if (!isLower(point) || !currentToken || !('tagName' in currentToken)) return super._stateTagName(point);
    const { html, pos } = this.preprocessor;
    let end = pos + 1;
    while (isLower(html.charCodeAt(end))) end += 1;
    currentToken.tagName += this.#take(end);
  }

  protected override _stateAttributeName(point: number): void {
    if (!isLower(point)) return super._stateAttributeName(point);
    const { html, pos } = this.preprocessor;
    let end = pos + 1;
    for (let unit = html.charCodeAt(end); isLower(unit) || unit === HYPHEN; unit = html.charCodeAt(end)) end += 1;
    this.currentAttr.name += this.#take(end);
  }

  protected override _stateAttributeValueDoubleQuoted(point: number): void {
    if (!this.#takeValue(point, QUOTATION_MARK)) super._stateAttributeValueDoubleQuoted(point);
  }

  protected override _stateAttributeValueSingleQuoted(point: number): void {
    if (!this.#takeValue(point, APOSTROPHE)) super._stateAttributeValueSingleQuoted(point);
  }

  /** Each attribute is compared with all before it. */
  protected override _leaveAttrName(): void {
    super._leaveAttrName();
    const { currentToken } = this;
    if (!currentToken || !('attrs' in currentToken)) return;
    const { length } = currentToken.attrs;
    if (length > this.#mostAttributes) throw new BeyondLimit('attributes', length);
  }

  /** Words, or the spaces between them: the tree builder treats the two differently. */
  #takeWords(point: number): boolean {
    const { html, pos } = this.preprocessor;
    if (!isItself(point, html, pos) || point === LESS_THAN || point === AMPERSAND) return false;
    if (isSpace(point))
      this._appendCharToCurrentCharacterToken(WHITESPACE_CHARACTER, this.#take(pastSpaces(html, pos)));
    else if (point < SPACE) return false;
    else this._appendCharToCurrentCharacterToken(CHARACTER, this.#take(pastWord(html, pos)));
    return true;
  }

  /** Scripts and style sheets, in which nothing but the next tag counts. */
  #takeRaw(point: number): boolean {
    const { html, pos } = this.preprocessor;
    if (!isItself(point, html, pos) || point === LESS_THAN || point === 0) return false;
    let end = pos + 1;
    for (let unit = html.charCodeAt(end); isRaw(unit); end += 1) unit = html.charCodeAt(end + 1);
    this._appendCharToCurrentCharacterToken(CHARACTER, this.#take(end));
    return true;
  }

  #takeValue(point: number, quote: number): boolean {
    const { html, pos } = this.preprocessor;
    if (!isItself(point, html, pos) || point < SPACE || point === quote || point === AMPERSAND) return false;
    let end = pos + 1;
    for (let unit = html.charCodeAt(end); unit >= SPACE && unit !== quote && unit !== AMPERSAND; end += 1)
      unit = html.charCodeAt(end + 1);
    this.currentAttr.value += this.#take(end);
    return true;
  }

  /** From the letter that was read last up to a place, which is read next. */
  #take(end: number): string {
    const { html, pos } = this.preprocessor;
    this.preprocessor.pos = end - 1;
    return html.slice(pos, end);
  }
}

/** Not the end of the page, half of a pair, or a line break in another form. */
const isItself = (point: number, html: string, at: number): boolean => html.charCodeAt(at) === point;

function pastSpaces(html: string, from: number): number {
  let end = from + 1;
  while (isSpace(html.charCodeAt(end))) end += 1;
  return end;
}

function pastWord(html: string, from: number): number {
  let end = from + 1;
  for (let unit = html.charCodeAt(end); unit > SPACE && unit !== LESS_THAN && unit !== AMPERSAND; end += 1)
    unit = html.charCodeAt(end + 1);
  return end;
}

/** Past the end there is NaN, which no comparison holds for. */
const isRaw = (unit: number): boolean => unit > 0 && unit !== LESS_THAN && unit !== CARRIAGE_RETURN;

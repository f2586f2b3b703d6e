import { FormReference } from '../form-references.ts';
import {
  clickTarget,
  isJumpList,
  isScript,
  jumpTarget,
  leadOf,
  LEADING_TAGS,
  optionTarget,
  pagerTargets,
  pictureSource,
  refreshTarget,
  scriptTarget,
  writtenTargets,
} from '../references.ts';
import type { Glance } from '../rendering.ts';

/** Tags whose attributes say where a page leads, or of what kind it is. */
const TELLING: ReadonlySet<string> = new Set([
  ...LEADING_TAGS,
  'img',
  'link',
  'meta',
  'base',
  'input',
  'select',
  'form',
  'button',
  'textarea',
  'param',
]);
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template']);
const TEXT_KEPT = 4_000;
const TITLE_KEPT = 300;

/** Browsers stop nesting at 512; unmatched end tags cost a search through all that is open. */
const DEPTH = 1_000;
const LINKS = 50_000;
const LONGEST_HREF = 2_000;

/** What is heard of a page while its tags go by, in one pass: references as they are written, and the signs of its kind. */
export class PageScan {
  readonly hrefs: string[] = [];
  readonly pictures: string[] = [];
  /** Pages that stand whole within this one: `<iframe srcdoc=…>`. */
  readonly inner: string[] = [];
  overflow: string | undefined;
  base = '';
  title = '';
  jump = '';
  text = '';
  textLength = 0;
  hasPasswordField = false;
  /** Set for the tags whose attributes are looked at: the parser collects them for a handler that asks, tag by tag. */
  onopentag: ((name: string, attributes: Record<string, string>) => void) | undefined;
  readonly #onTelling = (name: string, attributes: Record<string, string>): void => this.#opened(name, attributes);
  #glance: Glance | undefined;
  /** Whether some tag leads elsewhere by a script: then all are looked at. */
  readonly #clicks: boolean;
  /** Inside a list of which each entry opens a page. */
  #jumps = false;
  #depth = 0;
  #unseen = 0;
  #inTitle = false;
  #form: FormReference | undefined;

  constructor(clicks: boolean, glance?: Glance) {
    this.#clicks = clicks;
    this.#glance = glance;
  }

  onopentagname(name: string): void {
    this.#depth += 1;
    if (this.#depth > DEPTH) this.overflow ??= `${DEPTH} nested elements`;
    if (name === 'title') this.#inTitle = true;
    if (UNSEEN.has(name)) this.#unseen += 1;
    const isTelling = TELLING.has(name) || name.includes('-');
    this.onopentag = this.#glance || this.#clicks || this.#jumps || isTelling ? this.#onTelling : undefined;
  }

  onclosetag(name: string): void {
    this.#depth -= 1;
    if (name === 'title') this.#inTitle = false;
    if (name === 'select') this.#jumps = false;
    if (name === 'form') this.#endForm();
    if (UNSEEN.has(name)) this.#unseen = Math.max(0, this.#unseen - 1);
    this.#glance?.onclosetag(name);
  }

  ontext(data: string): void {
    this.#glance?.ontext(data);
    if (this.#glance?.shows) this.#glance = undefined;
    if (this.#inTitle) this.title += data.slice(0, TITLE_KEPT - this.title.length);
    else if (this.#unseen > 0) this.#hearScript(data);
    else this.#count(data);
  }

  #opened(name: string, attributes: Record<string, string>): void {
    this.#glance?.onopentag(name, attributes);
    if (name === 'form') this.#endForm(new FormReference(attributes));
    else this.#form?.meet(name, attributes);
    if (this.#clicks) this.#add(scriptTarget(attributes));
    if (name === 'select') this.#jumps = isJumpList(attributes);
    else if (name === 'option' && this.#jumps) this.#add(optionTarget(attributes));
    if (attributes.srcdoc !== undefined && name === 'iframe') this.inner.push(attributes.srcdoc);
    const lead = leadOf(name, attributes);
    if (lead !== undefined) this.#addReference(lead);
    else if (name === 'img') this.#add(pictureSource(attributes), this.pictures);
    else if (name === 'link' && /(?:^|\s)next(?:\s|$)/i.test(attributes.rel ?? '')) this.#add(attributes.href);
    else if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'refresh')
      this.#add(refreshTarget(attributes.content ?? ''));
    else if (name === 'base' && this.base === '') this.base = attributes.href ?? '';
    else if (name === 'input' && attributes.type?.toLowerCase() === 'password') this.hasPasswordField = true;
  }

  /** What is left of a form is done with where another begins, or it ends. */
  #endForm(next?: FormReference): void {
    for (const target of this.#form?.targets() ?? []) this.#add(target);
    this.#form = next;
  }

  #hearScript(data: string): void {
    if (data.includes('createPageHTML')) for (const page of pagerTargets(data)) this.#add(page);
    if (data.includes('<a ')) for (const written of writtenTargets(data)) this.#addReference(written);
    if (this.jump !== '' || !data.includes('location')) return;
    this.jump = jumpTarget(data.slice(0, 2_000)) ?? '';
  }

  #count(data: string): void {
    const words = data.trim();
    this.textLength += words.length;
    if (this.text.length < TEXT_KEPT) this.text += words.slice(0, TEXT_KEPT - this.text.length);
  }

  #addReference(href: string | undefined): void {
    this.#add(isScript(href) ? clickTarget(href) : href);
  }

  #add(href: string | undefined, to = this.hrefs): void {
    if (href === undefined || href.length > LONGEST_HREF) return;
    if (to.length < LINKS) to.push(href);
    else this.overflow ??= `${LINKS} links`;
  }
}

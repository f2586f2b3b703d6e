import { defaultTreeAdapter, Parser, type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes } from 'parse5';
import { BeyondLimit, HTML_LIMITS, type HtmlLimits } from './html-limits.ts';
import { RunTokenizer } from './parse-runs.ts';

type Nodes = DefaultTreeAdapterMap;
type Adapter = Parser<Nodes>['treeAdapter'];
export type SourceNode = DefaultTreeAdapterTypes.Node;
export type SourceElement = DefaultTreeAdapterTypes.Element;

/** A page as browsers build it (HTML 13.2), scripts taken to run. */
export interface ParsedPage {
  readonly root: DefaultTreeAdapterTypes.Document;
  /** The inline style sheets for screens, in order. */
  readonly sheets: readonly string[];
  /** The scripts that the page runs, in order. */
  readonly scripts: readonly SourceElement[];
}

/** Parses a page; throws `BeyondLimit` as soon as it holds more than it may. */
export function parseHtml(html: string, limits: HtmlLimits = HTML_LIMITS): ParsedPage {
  if (html.length > limits.characters) throw new BeyondLimit('characters', html.length);
  const parser = new PageParser(limits);
  parser.tokenizer.write(html, true);
  const { document: root, styles, scripts } = parser;
  return { root, sheets: styles.filter(isForScreens).map(textOf), scripts };
}

class PageParser extends Parser<Nodes> {
  readonly styles: SourceElement[] = [];
  readonly scripts: SourceElement[] = [];
  readonly #limits: HtmlLimits;
  #nodes = 0;

  constructor(limits: HtmlLimits) {
    const adapter: Adapter = {
      ...defaultTreeAdapter,
      createElement: (name, namespace, attrs) => this.#note(defaultTreeAdapter.createElement(name, namespace, attrs)),
      createCommentNode: (words) => {
        this.#count(1);
        return defaultTreeAdapter.createCommentNode(words);
      },
      insertText: (parent, words) => {
        const before = parent.childNodes.length;
        defaultTreeAdapter.insertText(parent, words);
        this.#count(parent.childNodes.length - before);
      },
      insertTextBefore: (parent, words, next) => {
        const before = parent.childNodes.length;
        defaultTreeAdapter.insertTextBefore(parent, words, next);
        this.#count(parent.childNodes.length - before);
      },
      // Of tags that stand for one element: every `<body>` adds to the first.
      adoptAttributes: (element, attrs) => {
        defaultTreeAdapter.adoptAttributes(element, attrs);
        const { length } = element.attrs;
        if (length > limits.attributes) throw new BeyondLimit('attributes', length);
      },
    };
    super({ treeAdapter: adapter });
    this.#limits = limits;
    this.tokenizer = new RunTokenizer(this.options, this, limits.attributes);
  }

  override onItemPush(node: Nodes['parentNode'], tag: number, isTop: boolean): void {
    super.onItemPush(node, tag, isTop);
    const depth = this.openElements.stackTop + 1;
    if (depth > this.#limits.depth) throw new BeyondLimit('depth', depth);
  }

  #note(element: SourceElement): SourceElement {
    this.#count(1);
    if (element.tagName === 'style') this.styles.push(element);
    else if (element.tagName === 'script') this.scripts.push(element);
    return element;
  }

  #count(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > this.#limits.nodes) throw new BeyondLimit('nodes', this.#nodes);
  }
}

/** Sheets for printers hide nothing from a citizen at a screen. */
const isForScreens = ({ attrs }: SourceElement): boolean => {
  const media = attrs.find(({ name }) => name === 'media')?.value ?? '';
  return media === '' || /screen|all/i.test(media);
};

/** What stands in an element that holds nothing but text. */
export const textOf = ({ childNodes }: SourceElement): string =>
  childNodes.map((child) => ('value' in child ? child.value : '')).join('');

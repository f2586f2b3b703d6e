/** An element of an Office file's markup: its opening tag, and what stands up to the closing one. */
export interface Element {
  readonly tag: string;
  readonly inside: string;
}

/** The elements of a name that do not stand inside each other. */
export function elementsOf(xml: string, name: string): Element[] {
  const found: Element[] = [];
  const [opening, closing] = [new RegExp(`<${name}(?=[\\s>])[^>]*>`, 'g'), `</${name}>`];
  for (let open = opening.exec(xml); open; open = opening.exec(xml)) {
    const from = opening.lastIndex;
    const end = open[0].endsWith('/>') ? from : xml.indexOf(closing, from);
    if (end < 0) break;
    found.push({ tag: open[0], inside: xml.slice(from, end) });
    opening.lastIndex = end;
  }
  return found;
}

export const attributeOf = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** The value (`w:val`, `val`) of an element; of one that is written a second time for old programs, that form. */
export function valueOf(xml: string, name: string, key = 'w:val'): string | undefined {
  const tag = [...xml.matchAll(new RegExp(`<${name}(?=[\\s/>])[^>]*>`, 'g'))].at(-1)?.[0];
  return tag === undefined ? undefined : (attributeOf(tag, key) ?? '');
}

/** Whether an element that switches something on is there: `w:val="0"` switches it off. */
export const isOn = (xml: string, name: string, key = 'w:val'): boolean =>
  /^(?:|1|true|on)$/.test(valueOf(xml, name, key) ?? 'off');

import { FormReference, opensByScript, submitOf } from '../evidence/form-references.ts';
import { wordsOf, type Box } from './html-tree.ts';
import type { SourceElement } from './parse-html.ts';

/** A form with all that it sends, the fields that nobody sees included. */
export function formIn(node: SourceElement): FormReference {
  const form = new FormReference(attributesOf(node));
  const open = [...node.childNodes].reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    if (!('tagName' in next)) continue;
    form.meet(next.tagName, attributesOf(next));
    open.push(...[...next.childNodes].reverse());
  }
  return form;
}

const attributesOf = ({ attrs }: SourceElement): Record<string, string> =>
  Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

/** What a button says. */
export const buttonWords = (box: Box): string =>
  box.tag === 'input' ? (box.attrs.value ?? box.attrs.alt ?? '').trim() : wordsOf(box);

/**
 * Where a button leads that is no link: to the page that its form is got from, or by a script (`javascript:`) where only the
 * server or the page knows; undefined where it opens no page of its own, as that of a search does.
 */
export function buttonTarget(box: Box): string | undefined {
  const { tag, attrs } = box;
  const submit = submitOf(tag, attrs);
  if (!submit && !(tag === 'button' || (tag === 'input' && /^button$/i.test(attrs.type ?? '')))) return undefined;
  const form = submit && formAround(box);
  if (form) return form.target(submit) ?? (form.isPosted && opens(box) ? 'javascript:submit()' : undefined);
  return attrs.onclick === undefined && tag === 'button' && opens(box) ? 'javascript:click()' : undefined;
}

const opens = (box: Box): boolean => opensByScript(buttonWords(box), box.attrs);

function formAround(box: Box): FormReference | undefined {
  for (let around = box.parent; around; around = around.parent) if (around.form) return around.form;
  return undefined;
}

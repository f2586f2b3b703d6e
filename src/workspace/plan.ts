import type { CivilDate } from '../calendar/civil-date.ts';
import type {
  Basis,
  Catalogue,
  ChannelId,
  Element,
  Item,
  Severity,
  UpdateRule,
  Validity,
  Variant,
} from '../catalogue/rule.ts';
import { basisOn } from '../catalogue/in-force.ts';
import { text, type Text } from '../language/text.ts';
import { placesOf, type Place } from './places.ts';
import type { Workspace } from './workspace.ts';

/** An element with everything it inherits from its item and its variant. */
export interface Obligation {
  readonly item: Item;
  readonly element: Element;
  readonly variant: Variant | undefined;
  /** `1.2`, or `2.1-new` for a variant. */
  readonly id: string;
  readonly name: Text;
  readonly channels: readonly ChannelId[];
  readonly update: readonly UpdateRule[];
  readonly basis: readonly Basis[];
  readonly severity: Severity;
  readonly readings: readonly string[];
  readonly contentOwners: readonly string[];
  readonly publishers: readonly string[] | undefined;
}

/** Does the duty apply? The first of the two questions; `why` is printed. */
export type Applicability =
  | { readonly kind: 'applies' }
  | { readonly kind: 'inapplicable'; readonly why: Text }
  | { readonly kind: 'no-channel'; readonly why: Text }
  | { readonly kind: 'no-evidence'; readonly why: Text };

/** One obligation on one channel at one site. */
export interface Duty {
  readonly obligation: Obligation;
  /** Undefined for a duty of the unit itself, which its papers show and no channel does. */
  readonly channel: ChannelId | undefined;
  /** '' where the channel has one place only. */
  readonly site: string;
  readonly applies: Applicability;
}

/** Every duty of the company on the day, in catalogue order; those that do not apply are kept, with the reason. */
export function plan(catalogue: Catalogue, workspace: Workspace, asOf: CivilDate): Duty[] {
  return catalogue.items.flatMap((item) =>
    obligationsOf(item).flatMap((written): Duty[] => {
      const obligation = { ...written, basis: basisOn(written.basis, asOf, catalogue) };
      const exemption = unfounded(written, obligation, catalogue) ?? exempt(obligation, workspace, asOf);
      if (item.scope === 'unit')
        return [{ obligation, channel: undefined, site: '', applies: exemption ?? { kind: 'applies' } }];
      return obligation.channels.flatMap((channel) =>
        placesOf(workspace, channel).map((place) => ({
          obligation,
          channel,
          site: place.site,
          applies: exemption ?? channelApplies(obligation, catalogue, workspace, channel, place),
        })),
      );
    }),
  );
}

/** The elements of an item, repeated over their business or outage types. */
export function obligationsOf(item: Item): Obligation[] {
  return item.elements.flatMap((element) =>
    (element.for_each ?? [undefined]).map((variant) => inherit(item, element, variant)),
  );
}

function inherit(item: Item, element: Element, variant: Variant | undefined): Obligation {
  const departments = element.departments ?? item.departments;
  return {
    item,
    element,
    variant,
    id: variant ? `${element.id}-${variant.id}` : element.id,
    name: variant
      ? text(`${variant.name.zh}：${element.name.zh}`, `${variant.name.en}: ${element.name.en}`)
      : element.name,
    channels: item.scope === 'unit' ? [] : (element.channels ?? item.channels ?? []),
    update: variant?.update ?? element.update ?? item.update ?? [],
    basis: element.basis ?? item.basis ?? [],
    severity: element.severity ?? item.severity ?? 'major',
    readings: [...new Set([...(item.readings ?? []), ...(element.readings ?? [])])],
    contentOwners: departments?.content ?? [],
    publishers: departments?.publisher,
  };
}

const inapplicable = (zh: string, en: string): Applicability => ({ kind: 'inapplicable', why: text(zh, en) });

function exempt({ item, element }: Obligation, workspace: Workspace, asOf: CivilDate): Applicability | undefined {
  const { kind } = workspace.company;
  const kinds = element.applies_to ?? item.applies_to;
  if (kinds && !kinds.includes(kind)) return inapplicable('本类企业不适用', 'does not apply to this kind of company');
  if (element.optional_for?.includes(kind) && !workspace.capabilities.includes(element.id))
    return inapplicable(
      `本类企业仅在声明后适用（在 capabilities 中写明 ${element.id}）`,
      `applies to this kind of company only when declared (write ${element.id} under capabilities)`,
    );
  const capability = element.capability;
  if (capability && !workspace.capabilities.includes(capability))
    return inapplicable(`未声明具备条件（${capability}）`, `the capability “${capability}” is not declared`);
  return outOfForce(element.in_force ?? item.in_force, asOf);
}

/** Nothing that it rests on was in force on the day. */
function unfounded(written: Obligation, then: Obligation, { instruments }: Catalogue): Applicability | undefined {
  const [first] = written.basis;
  if (!first || then.basis.length > 0) return undefined;
  const from = instruments.get(first.instrument)?.in_force.from ?? '';
  return inapplicable(`核查日依据尚未施行（${from} 起施行）`, `its basis is in force only from ${from}`);
}

function outOfForce(validity: Validity | undefined, asOf: CivilDate): Applicability | undefined {
  if (!validity) return undefined;
  if (asOf < validity.from) return inapplicable(`${validity.from} 起施行`, `in force from ${validity.from}`);
  if (validity.until !== undefined && asOf > validity.until)
    return inapplicable(`已于 ${validity.until} 终止`, `ended on ${validity.until}`);
  return undefined;
}

function channelApplies(
  { item, element }: Obligation,
  catalogue: Catalogue,
  workspace: Workspace,
  channel: ChannelId,
  place: Place,
): Applicability {
  const { kind } = workspace.company;
  const optional =
    (element.optional_for ?? item.optional_for ?? []).includes(kind) ||
    (catalogue.if_declared[kind] ?? []).includes(channel);
  const mayLack = optional || (catalogue.may_lack[kind] ?? []).includes(channel);
  if (place.sources.length > 0) return { kind: 'applies' };
  switch (place.declared) {
    case 'yes':
      return { kind: 'no-evidence', why: text('该渠道未提供佐证', 'no evidence was supplied for this channel') };
    case 'no':
      return optional
        ? inapplicable('本类企业仅在声明后适用', 'applies to this kind of company only when declared')
        : { kind: 'no-evidence', why: text('工作区未登记该渠道', 'the workspace does not declare this channel') };
    case 'none':
      return mayLack
        ? inapplicable('本企业没有该渠道，按规定可以没有', 'the company has no such channel and need not have one')
        : { kind: 'no-channel', why: text('本企业应有该渠道而没有', 'the company must have this channel and has not') };
  }
}

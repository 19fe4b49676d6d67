/** Which terms of an offer fit together, and when it may be changed. Pure. */
import type { Minor } from '#libs/platform';
import type { Offer, OfferKind, OfferRules, OfferState, Scope } from './pricing/offer.types.js';

export const OFFER_KINDS: readonly OfferKind[] = [
  'item_price',
  'item_percent',
  'flash_sale',
  'member_price',
  'member_percent',
  'threshold_amount_off',
  'threshold_percent_off',
  'threshold_gift',
];
export const SCOPE_KINDS: readonly Scope['kind'][] = ['all', 'merchants', 'categories', 'variants'];
/** The most merchants, categories or variants one offer names. */
export const SCOPE_IDS_MAX = 1_000;
/** The most tiers of an offer. */
export const TIERS_MAX = 10;

/** A tier as an operator writes it; which member it has is decided by the offer's kind. */
export interface TierTerms {
  readonly from: Minor;
  readonly off?: Minor;
  readonly offBps?: number;
  readonly gift?: { readonly variantId: string; readonly quantity: number; readonly value: Minor };
}

/** An offer as an operator writes it. */
export interface OfferTerms {
  readonly name: string;
  readonly kind: OfferKind;
  readonly scope: { readonly kind: Scope['kind']; readonly ids?: readonly string[] };
  readonly price?: Minor;
  readonly offBps?: number;
  readonly memberPrices?: readonly { readonly tier: string; readonly price: Minor }[];
  readonly memberOffBps?: readonly { readonly tier: string; readonly offBps: number }[];
  readonly tiers?: readonly TierTerms[];
  readonly quota?: number | null;
  readonly perCustomerLimit?: number | null;
}

/** When an offer is shown and runs. */
export type OfferWindow = Pick<Offer, 'preheatFrom' | 'startsAt' | 'endsAt'>;

/** One thing that does not fit. */
export interface TermsFault {
  readonly path: string;
  readonly message: string;
}

/** An offer without identity and window. */
export type CheckedTerms = Pick<Offer, 'name' | 'rules' | 'scope' | 'quota' | 'perCustomerLimit'>;

/** The terms in the form pricing uses, or all their faults. */
export function checkedTerms(terms: OfferTerms): CheckedTerms | readonly TermsFault[] {
  const faults: TermsFault[] = [];
  const scope = checkedScope(terms.scope, faults);
  for (const field of ['price', 'offBps', 'memberPrices', 'memberOffBps', 'tiers'] as const)
    if (terms[field] !== undefined && FIELD_OF[terms.kind] !== field)
      faults.push({ path: field, message: `does not belong to ${terms.kind}` });
  if (terms.kind !== 'flash_sale')
    for (const field of ['quota', 'perCustomerLimit'] as const)
      if (typeof terms[field] === 'number') faults.push({ path: field, message: 'belongs to flash_sale only' });
  const rules = rulesOf(terms, faults);
  if (faults.length > 0 || rules === undefined) return faults;
  const { name, quota = null, perCustomerLimit = null } = terms;
  return { name, rules, scope, quota, perCustomerLimit };
}

/** What does not fit in a window; `now` only matters for its end. */
export function windowFaults({ preheatFrom, startsAt, endsAt }: OfferWindow, now: Date): readonly TermsFault[] {
  const faults: TermsFault[] = [];
  if (preheatFrom !== null && preheatFrom > startsAt)
    faults.push({ path: 'preheatFrom', message: 'must not be after startsAt' });
  if (endsAt !== null && endsAt <= startsAt) faults.push({ path: 'endsAt', message: 'must be after startsAt' });
  if (endsAt !== null && endsAt <= now) faults.push({ path: 'endsAt', message: 'must be in the future' });
  return faults;
}

/** A running offer keeps its start: what was bought under it was bought in its window. */
export function mayReschedule(state: OfferState, before: OfferWindow, after: OfferWindow): boolean {
  if (state === 'ended') return false;
  return state !== 'running' || before.startsAt.getTime() === after.startsAt.getTime();
}

/** Faults of a scope; also for coupons. */
export function checkedScope(scope: OfferTerms['scope'], faults: TermsFault[]): Scope {
  const { kind, ids = [] } = scope;
  if (kind === 'all') {
    if (ids.length > 0) faults.push({ path: 'scope.ids', message: 'must be absent for all' });
    return { kind };
  }
  if (ids.length === 0) faults.push({ path: 'scope.ids', message: `must name ${kind}` });
  return { kind, ids };
}

const FIELD_OF: Record<OfferKind, keyof OfferTerms> = {
  item_price: 'price',
  item_percent: 'offBps',
  flash_sale: 'price',
  member_price: 'memberPrices',
  member_percent: 'memberOffBps',
  threshold_amount_off: 'tiers',
  threshold_percent_off: 'tiers',
  threshold_gift: 'tiers',
};

function rulesOf(terms: OfferTerms, faults: TermsFault[]): OfferRules | undefined {
  const field = FIELD_OF[terms.kind];
  if (terms[field] === undefined) {
    faults.push({ path: field, message: `is required for ${terms.kind}` });
    return undefined;
  }
  switch (terms.kind) {
    case 'item_price':
    case 'flash_sale':
      return { kind: terms.kind, priceMinor: terms.price! };
    case 'item_percent':
      return { kind: terms.kind, offBps: terms.offBps! };
    case 'member_price':
      return { kind: terms.kind, tierPricesMinor: byTier(terms.memberPrices!, 'price', faults) };
    case 'member_percent':
      return { kind: terms.kind, tierOffBps: byTier(terms.memberOffBps!, 'offBps', faults) };
    default:
      return tieredRules(terms.kind, terms.tiers!, faults);
  }
}

function byTier<Field extends 'price' | 'offBps'>(
  list: readonly ({ readonly tier: string } & Readonly<Record<Field, number>>)[],
  field: Field,
  faults: TermsFault[],
): Record<string, number> {
  const path = field === 'price' ? 'memberPrices' : 'memberOffBps';
  if (list.length === 0) faults.push({ path, message: 'must name a tier' });
  const tiers = Object.fromEntries(list.map((each) => [each.tier, each[field]]));
  if (Object.keys(tiers).length < list.length) faults.push({ path, message: 'names a tier twice' });
  return tiers;
}

type TieredKind = Extract<OfferKind, `threshold_${string}`>;
const TIER_FIELD = { threshold_amount_off: 'off', threshold_percent_off: 'offBps', threshold_gift: 'gift' } as const;

function tieredRules(kind: TieredKind, tiers: readonly TierTerms[], faults: TermsFault[]): OfferRules | undefined {
  const field = TIER_FIELD[kind];
  const known = faults.length;
  if (tiers.length === 0) faults.push({ path: 'tiers', message: 'must have a tier' });
  tiers.forEach((tier, index) => {
    const path = `tiers[${index}]`;
    const worthOf = ({ off, offBps, gift }: TierTerms): number => off ?? offBps ?? gift?.value ?? 0;
    const before = tiers[index - 1];
    for (const other of ['off', 'offBps', 'gift'] as const) {
      if (other === field && tier[other] === undefined)
        faults.push({ path: `${path}.${other}`, message: `is required for ${kind}` });
      if (other !== field && tier[other] !== undefined)
        faults.push({ path: `${path}.${other}`, message: `does not belong to ${kind}` });
    }
    if (kind === 'threshold_amount_off' && (tier.off ?? 0) > tier.from)
      faults.push({ path: `${path}.off`, message: 'must not exceed from' });
    if (before !== undefined && before.from >= tier.from)
      faults.push({ path: `${path}.from`, message: 'must rise from tier to tier' });
    if (before !== undefined && worthOf(before) >= worthOf(tier))
      faults.push({ path: `${path}.${field}`, message: 'must rise from tier to tier' });
  });
  if (faults.length > known) return undefined;
  switch (kind) {
    case 'threshold_amount_off':
      return { kind, tiers: tiers.map(({ from, off }) => ({ fromMinor: from, offMinor: off! })) };
    case 'threshold_percent_off':
      return { kind, tiers: tiers.map(({ from, offBps }) => ({ fromMinor: from, offBps: offBps! })) };
    case 'threshold_gift':
      return {
        kind,
        tiers: tiers.map(({ from, gift }) => ({
          fromMinor: from,
          gift: { variantId: gift!.variantId, quantity: gift!.quantity, valueMinor: gift!.value },
        })),
      };
  }
}

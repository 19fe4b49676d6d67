/** The sentences that go with what was cut, left out or cannot be selected. */
import type { AddOutcome, ChangeOutcome, SaveOutcome, Unselectable } from './cart.types.js';
import type { CartNoticeAnswer, NoticeCode } from './http/cart.answers.js';

const TEXTS: Readonly<Record<Exclude<NoticeCode, 'QUANTITY_LIMITED'>, string>> = {
  OUT_OF_STOCK: 'sold out',
  OFF_SHELF: 'no longer sold',
  MESSAGE_INVALID: 'the message does not fit',
  CART_FULL: 'the cart is full',
  UNKNOWN_SKU: 'there is no such article',
  SAVED_FULL: 'no more lines can be saved',
};

type About = Partial<Pick<CartNoticeAnswer, 'lineId' | 'sku' | 'atMost'>>;

/** A notice of its usual text. */
export function notice(
  code: Exclude<NoticeCode, 'QUANTITY_LIMITED'>,
  about: About = {},
  text = TEXTS[code],
): CartNoticeAnswer {
  return { code, text, lineId: null, sku: null, atMost: null, ...about };
}

/** The notice that a quantity is, or was cut to, what may be bought. */
export function limited(atMost: number, about: About = {}): CartNoticeAnswer {
  return { code: 'QUANTITY_LIMITED', text: `at most ${atMost}`, lineId: null, sku: null, ...about, atMost };
}

/** What to say of a wish; nothing when all of it was put into the cart. */
export function noticesOfAdd(outcome: AddOutcome, settings: { readonly linesMax: number }): CartNoticeAnswer[] {
  const { sku, lineId } = outcome;
  switch (outcome.outcome) {
    case 'added':
    case 'merged':
      return [];
    case 'quantity_limited':
      return [limited(outcome.atMost ?? outcome.quantity, { sku, lineId })];
    case 'message_invalid':
      return [notice('MESSAGE_INVALID', { sku }, outcome.faults?.join('; '))];
    case 'cart_full':
      return [notice('CART_FULL', { sku }, `the cart is full: at most ${settings.linesMax} lines`)];
    case 'out_of_stock':
      return [notice('OUT_OF_STOCK', { sku })];
    case 'off_shelf':
      return [notice('OFF_SHELF', { sku })];
    case 'unknown_sku':
      return [notice('UNKNOWN_SKU', { sku })];
  }
}

/** What to say of a line that was to be saved for later. */
export function noticesOfSave(
  { lineId, outcome, quantity, cut }: SaveOutcome,
  settings: { readonly linesMax: number },
): CartNoticeAnswer[] {
  if (outcome === 'saved_full')
    return [notice('SAVED_FULL', { lineId }, `at most ${settings.linesMax} lines are saved`)];
  return cut > 0 ? [limited(quantity, { lineId })] : [];
}

/** What to say of a change that was made. */
export function noticesOfChange(outcome: Extract<ChangeOutcome, { kind: 'changed' }>): CartNoticeAnswer[] {
  return outcome.atMost === undefined ? [] : [limited(outcome.atMost, { lineId: outcome.lineId })];
}

/** What to say of a line that cannot be selected. */
export function noticeOfUnselectable({ lineId, reason }: Unselectable): CartNoticeAnswer {
  return notice(reason === 'off_shelf' ? 'OFF_SHELF' : 'OUT_OF_STOCK', { lineId });
}

/** The transition table, exhaustively: news in any order, however often, ends in the same state. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { coveredMinor, decide, printedTransitions, TRANSITIONS } from '../payment.rules.js';
import {
  PAYMENT_NEWS,
  PAYMENT_STATES,
  type Observation,
  type PaymentNews,
  type PaymentRow,
  type PaymentState,
  type RefundRow,
} from '../payment.types.js';

const at = new Date('2026-11-22T09:00:00Z');

function payment(fields: Partial<PaymentRow> = {}): PaymentRow {
  return {
    id: 'p1',
    orderId: 'o1',
    customerId: 'c1',
    provider: 'sandbox',
    providerReference: null,
    currency: 'USD',
    captureMode: 'manual',
    amountMinor: 100,
    capturedMinor: 0,
    refundedMinor: 0,
    state: 'created',
    failureReason: null,
    client: null,
    returnUrl: null,
    calling: null,
    calledAt: null,
    nextPollAt: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
    ...fields,
  };
}

function told(kind: Observation['kind'], fields: Partial<Observation> = {}): Observation {
  return {
    provider: 'sandbox',
    paymentId: 'p1',
    providerReference: 'pay_1',
    kind,
    amountMinor: 100,
    currency: 'USD',
    source: 'webhook',
    ...fields,
  };
}

function after(start: PaymentRow, news: readonly Observation[]): PaymentRow {
  return news.reduce((row, one) => decide(row, undefined, one).payment, start);
}

function sequences(length: number): PaymentNews[][] {
  if (length === 0) return [[]];
  return sequences(length - 1).flatMap((rest) => PAYMENT_NEWS.map((one) => [...rest, one]));
}

describe('the transition table', () => {
  const rank = new Map<string, number>(PAYMENT_STATES.map((state, index) => [state, index]));

  test('only ever climbs, and every cell is the higher of state and news', () => {
    for (const state of PAYMENT_STATES)
      for (const news of PAYMENT_NEWS) {
        const expected = rank.get(news)! > rank.get(state)! ? news : undefined;
        expect([state, news, TRANSITIONS[state][news]]).toEqual([state, news, expected]);
      }
  });

  test('every sequence of up to four messages ends where any permutation of it ends', () => {
    const ends = new Map<string, Set<PaymentState>>();
    let tried = 0;
    for (let length = 0; length <= 4; length++)
      for (const sequence of sequences(length)) {
        const key = [...sequence].sort().join(' ');
        const end = after(
          payment(),
          sequence.map((kind) => told(kind)),
        );
        ends.set(key, (ends.get(key) ?? new Set()).add(end.state));
        expect(end.capturedMinor).toBe(end.state === 'captured' ? 100 : 0);
        tried += 1;
      }
    expect(tried).toBe(1 + 5 + 25 + 125 + 625);
    expect([...ends.values()].filter((states) => states.size !== 1)).toEqual([]);
  });

  test('false news between true ones changes nothing, wherever it stands', () => {
    const lies = [
      told('captured', { amountMinor: 101 }),
      told('captured', { currency: 'EUR' }),
      told('voided', { amountMinor: 1 }),
      told('captured', { provider: 'stripe' }),
      told('authorized', { providerReference: 'pay_2' }),
    ];
    const start = payment({ providerReference: 'pay_1' });
    for (const sequence of sequences(3)) {
      const truth = sequence.map((kind) => told(kind));
      for (const lie of lies)
        for (let place = 0; place <= truth.length; place++) {
          const mixed = [...truth.slice(0, place), lie, ...truth.slice(place)];
          expect(after(start, mixed)).toEqual(after(start, truth));
        }
    }
  });

  test('is printed in the README', () => {
    // Prettier pads tables; the words are what must agree.
    const words = (text: string): string => text.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-');
    expect(words(readFileSync('libs/payment/README.md', 'utf8'))).toContain(words(printedTransitions()));
  });
});

describe('one decision', () => {
  test('money that comes after a void is recorded and told', () => {
    const row = payment({ state: 'voided', providerReference: 'pay_1' });
    const decision = decide(row, undefined, told('captured'));
    expect(decision.change).toMatchObject({ from: 'voided', to: 'captured', capturedMinor: 100, coveredMinor: 100 });
  });

  test.each([
    ['amount_mismatch', { amountMinor: 99 }],
    ['currency_mismatch', { currency: 'EUR' }],
    ['provider_mismatch', { provider: 'stripe' }],
    ['reference_mismatch', { providerReference: 'pay_other' }],
  ] as const)('%s is alarmed and leaves the payment as it was', (code, lie) => {
    const row = payment({ providerReference: 'pay_1', state: 'authorized' });
    const decision = decide(row, undefined, told('captured', lie));
    expect(decision).toEqual({ outcome: { kind: 'alarmed', code }, payment: row });
  });

  test('a declined attempt that is followed by a good one leaves no reason behind, in either order', () => {
    const failed = told('failed', { reason: 'card_declined' });
    expect(after(payment(), [failed])).toMatchObject({ state: 'failed', failureReason: 'card_declined' });
    expect(after(payment(), [failed, told('authorized')])).toEqual(after(payment(), [told('authorized'), failed]));
  });

  test('an open call ends when the state answers it', () => {
    expect(after(payment({ calling: 'create' }), [told('pending')]).calling).toBeNull();
    expect(after(payment({ calling: 'capture', state: 'authorized' }), [told('authorized')]).calling).toBe('capture');
    expect(after(payment({ calling: 'capture', state: 'authorized' }), [told('voided')]).calling).toBeNull();
  });

  test('covers its amount while authorised, what was captured after, else nothing', () => {
    const covered = PAYMENT_STATES.map((state) =>
      coveredMinor(payment({ state, capturedMinor: state === 'captured' ? 100 : 0 })),
    );
    expect(Object.fromEntries(PAYMENT_STATES.map((state, index) => [state, covered[index]]))).toEqual({
      created: 0,
      pending: 0,
      failed: 0,
      authorized: 100,
      voided: 0,
      captured: 100,
    });
  });
});

describe('refunds', () => {
  const captured = payment({ state: 'captured', capturedMinor: 100, refundedMinor: 60, providerReference: 'pay_1' });
  const refund: RefundRow = {
    id: 'r1',
    paymentId: 'p1',
    amountMinor: 60,
    state: 'calling',
    providerReference: null,
    reason: 'order_cancelled',
    failureReason: null,
    went: 'gateway',
  };
  const news = (kind: 'refunded' | 'refund_failed', fields: Partial<Observation> = {}): Observation =>
    told(kind, { amountMinor: 60, refundId: 'r1', refundReference: 'ref_1', ...fields });

  test('success keeps the reserved amount, failure gives it back', () => {
    expect(decide(captured, refund, news('refunded'))).toMatchObject({
      payment: { refundedMinor: 60 },
      refund: { state: 'succeeded', providerReference: 'ref_1' },
      change: { from: 'captured', to: 'captured', refund: { refundId: 'r1', amountMinor: 60, state: 'succeeded' } },
    });
    expect(decide(captured, refund, news('refund_failed', { reason: 'closed' }))).toMatchObject({
      payment: { refundedMinor: 0 },
      refund: { state: 'failed', failureReason: 'closed' },
    });
  });

  test('failed and then succeeded takes the amount again, if nobody else took it meanwhile', () => {
    const failed: RefundRow = { ...refund, state: 'failed', failureReason: 'closed' };
    expect(decide({ ...captured, refundedMinor: 40 }, failed, news('refunded')).payment.refundedMinor).toBe(100);
    expect(decide({ ...captured, refundedMinor: 41 }, failed, news('refunded')).outcome).toEqual({
      kind: 'alarmed',
      code: 'refund_exceeds_capture',
    });
  });

  test.each([
    ['foreign_refund', undefined, {}],
    ['foreign_refund', { ...refund, paymentId: 'p2' }, {}],
    ['amount_mismatch', refund, { amountMinor: 61 }],
    ['currency_mismatch', refund, { currency: 'EUR' }],
    ['refund_reversed', { ...refund, state: 'succeeded' as const }, { kind: 'refund_failed' as const }],
  ])('%s is alarmed', (code, row, lie) => {
    expect(decide(captured, row, news('refunded', lie))).toEqual({
      outcome: { kind: 'alarmed', code },
      payment: captured,
    });
  });

  test('any stream of news keeps 0 ≤ refunded ≤ captured ≤ amount', () => {
    const kinds: Observation['kind'][] = [...PAYMENT_NEWS, 'refunded', 'refund_failed'];
    const one = fc.record({ kind: fc.constantFrom(...kinds), amountMinor: fc.constantFrom(60, 100, 101) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (stream) => {
        let row = payment();
        let current: RefundRow = { ...refund, state: 'calling' };
        for (const step of stream) {
          const isRefund = step.kind === 'refunded' || step.kind === 'refund_failed';
          // A refund exists only for captured money: before, there is nothing to name.
          if (isRefund && row.state !== 'captured') continue;
          if (isRefund && row.refundedMinor === 0 && current.state === 'calling') row = { ...row, refundedMinor: 60 };
          const decision = decide(row, current, told(step.kind, { ...step, ...(isRefund && { refundId: 'r1' }) }));
          row = decision.payment;
          current = decision.refund ?? current;
          expect(row.refundedMinor).toBeGreaterThanOrEqual(0);
          expect(row.refundedMinor).toBeLessThanOrEqual(row.capturedMinor);
          expect(row.capturedMinor).toBeLessThanOrEqual(row.amountMinor);
          expect(row.capturedMinor > 0).toBe(row.state === 'captured');
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

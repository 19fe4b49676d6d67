import fc from 'fast-check';
import type { PaymentRow, RefundRow } from '#libs/payment';
import { isReturnAttempt, RETURN_ATTEMPTS_MAX, returnRefundId, returnStep } from '../return-attempts.rules.js';

const PAYMENT = '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b';
const payment = (refundedMinor: number, capturedMinor = 100): PaymentRow =>
  ({ id: PAYMENT, capturedMinor, refundedMinor }) as PaymentRow;
const attempt = (number: number, state: RefundRow['state']): RefundRow =>
  ({
    id: returnRefundId(PAYMENT, number),
    paymentId: PAYMENT,
    state,
    failureReason: state === 'failed' ? `no ${number}` : null,
  }) as RefundRow;
const id = (number: number): string => returnRefundId(PAYMENT, number);

describe('giving a payment back', () => {
  test.each([
    ['nothing was captured', payment(0, 0), [], { kind: 'nothing' }],
    ['nothing was tried', payment(0), [], { kind: 'reserve', refundId: id(0), amountMinor: 100 }],
    ['a part went back before', payment(40), [], { kind: 'reserve', refundId: id(0), amountMinor: 60 }],
    ['the first attempt is set aside', payment(100), [attempt(0, 'reserved')], { kind: 'ask', refundId: id(0) }],
    ['the first attempt is under way', payment(100), [attempt(0, 'calling')], { kind: 'ask', refundId: id(0) }],
    ['the first attempt succeeded', payment(100), [attempt(0, 'succeeded')], { kind: 'nothing' }],
    [
      'the first attempt failed',
      payment(0),
      [attempt(0, 'failed')],
      { kind: 'failed', reason: 'no 0', amountMinor: 100, next: id(1) },
    ],
    [
      'a person began a second one',
      payment(100),
      [attempt(1, 'reserved'), attempt(0, 'failed')],
      { kind: 'ask', refundId: id(1) },
    ],
    ['all went back outside after it failed', payment(100), [attempt(0, 'failed')], { kind: 'nothing' }],
    [
      'there were too many',
      payment(0),
      Array.from({ length: RETURN_ATTEMPTS_MAX }, (_, number) => attempt(number, 'failed')),
      { kind: 'failed', reason: `no ${RETURN_ATTEMPTS_MAX - 1}`, amountMinor: 100, next: undefined },
    ],
  ] as const)('%s', (_, row, refunds, step) => {
    expect(returnStep(row, refunds)).toEqual(step);
  });

  test('knows its own refunds from others', () => {
    expect(isReturnAttempt(PAYMENT, id(0))).toBe(true);
    expect(isReturnAttempt(PAYMENT, id(RETURN_ATTEMPTS_MAX - 1))).toBe(true);
    expect(isReturnAttempt(PAYMENT, PAYMENT)).toBe(false);
  });

  test('the same attempt has the same id whatever else was refunded, and no two attempts share one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 5 }), fc.integer({ min: 1, max: 10 }), (others, failed) => {
        const foreign = others.map((other) => ({ ...attempt(0, 'succeeded'), id: other }));
        const attempts = Array.from({ length: failed }, (_, number) => attempt(number, 'failed'));
        const step = returnStep(payment(0), [...foreign, ...attempts]);
        expect(step).toMatchObject({ kind: 'failed', next: id(failed) });
        expect(new Set([...attempts.map((one) => one.id), id(failed)]).size).toBe(failed + 1);
      }),
    );
  });
});

/** The pure rules of payouts and brakes, by table. */
import { judgePayout, PAYOUT_LADDER } from '../withdrawal/payout.rules.js';
import { askAgainAt } from '../withdrawal/payout.rules.js';
import type { PayoutState, WithdrawalState } from '../withdrawal/withdrawal.types.js';
import { brakeFor } from '../velocity.rules.js';

const row = (state: WithdrawalState, payoutState: PayoutState) => ({
  state,
  payoutState,
  netMinor: 95,
  currency: 'USD',
});
const told = (state: 'pending' | 'paid' | 'failed') => ({ state, amountMinor: 95, currency: 'USD' });

describe('what a provider tells', () => {
  it.each([
    ['approved', 'none', 'pending', { climbsTo: 'pending', recover: false }],
    ['approved', 'none', 'paid', { climbsTo: 'paid', recover: false }],
    ['approved', 'none', 'failed', { climbsTo: 'failed', recover: false }],
    ['approved', 'pending', 'paid', { climbsTo: 'paid', recover: false }],
    ['approved', 'paid', 'pending', { climbsTo: undefined, recover: false, alarm: undefined }],
    ['approved', 'failed', 'paid', { climbsTo: 'paid', recover: false, alarm: { code: 'paid_after_failure' } }],
    ['failed', 'failed', 'paid', { climbsTo: 'paid', recover: true, alarm: { code: 'paid_after_failure' } }],
    ['failed', 'failed', 'failed', { climbsTo: undefined, recover: false, alarm: undefined }],
    ['paid_out', 'paid', 'paid', { climbsTo: undefined, recover: false, alarm: undefined }],
    ['paid_out', 'paid', 'failed', { climbsTo: undefined, recover: false, alarm: { code: 'failed_after_paid' } }],
    ['requested', 'none', 'paid', { climbsTo: undefined, recover: false, alarm: { code: 'not_asked_for' } }],
    ['rejected', 'none', 'failed', { climbsTo: undefined, recover: false, alarm: { code: 'not_asked_for' } }],
  ] as const)('of a withdrawal that is %s, its payout %s: %s', (state, payoutState, news, verdict) => {
    expect(judgePayout(row(state, payoutState), told(news))).toMatchObject(verdict);
  });

  it('changes nothing with another amount or currency, in every state', () => {
    for (const state of ['requested', 'approved', 'paid_out', 'rejected', 'failed'] as const)
      for (const payoutState of PAYOUT_LADDER) {
        const bent = [
          { ...told('paid'), amountMinor: 94 },
          { ...told('paid'), currency: 'EUR' },
        ];
        for (const picture of bent)
          expect(judgePayout(row(state, payoutState), picture)).toMatchObject({ climbsTo: undefined, recover: false });
      }
  });

  it('never leads down the ladder, whatever comes in whatever order', () => {
    for (const first of ['pending', 'paid', 'failed'] as const)
      for (const second of ['pending', 'paid', 'failed'] as const) {
        const after = judgePayout(row('approved', first), told(second)).climbsTo ?? first;
        expect(PAYOUT_LADDER.indexOf(after)).toBeGreaterThanOrEqual(PAYOUT_LADDER.indexOf(first));
      }
  });
});

it('asks about a payout again after a second, doubling up to ten minutes', () => {
  const now = new Date(0);
  expect([0, 1, 5, 9, 10, 1_000].map((asks) => askAgainAt(now, asks).getTime())).toEqual([
    1_000, 2_000, 32_000, 512_000, 600_000, 600_000,
  ]);
});

describe('a brake', () => {
  const now = new Date(1_000_000_000);
  const limit = { usesMax: 3, minorMax: 1_000 };
  const used = (uses: number, amountMinor: number) => ({
    uses,
    amountMinor,
    oldestAt: new Date(now.getTime() - 3_600_000),
  });

  it.each([
    [2, 500, 500, 'let_through'],
    [3, 0, 1, 'limited'],
    [0, 1_000, 1, 'limited'],
    [2, 501, 500, 'limited'],
  ] as const)('with %d uses and %d used, %d more: %s', (uses, amount, more, kind) => {
    expect(brakeFor({ amountMinor: more }, used(uses, amount), { limit, now }).kind).toBe(kind);
  });

  it('says when the oldest use leaves the window', () => {
    const retryAt = new Date(now.getTime() + 23 * 3_600_000);
    expect(brakeFor({ amountMinor: 1 }, used(3, 0), { limit, now })).toMatchObject({ limit: 'uses', max: 3, retryAt });
  });
});

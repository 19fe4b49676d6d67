/** Asks providers for payouts and about them, outside any transaction, with the withdrawal's id as the key of every call (R1, R3). */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, reached } from '#libs/platform';
import type { RemoteOutcome } from '#libs/platform/saga';
import { PayoutProviders, type PayoutAnswer, type ProviderPayout } from '#libs/payment';
import { countAsks, readWithdrawals } from '../db/withdrawal.statements.js';
import { PayoutRecords } from './payout-records.service.js';
import { askAgainAt } from './payout.rules.js';
import type { WithdrawalRow } from './withdrawal.types.js';

@Injectable()
export class PayoutCalls {
  constructor(
    private readonly database: Database,
    private readonly providers: PayoutProviders,
    private readonly records: PayoutRecords,
  ) {}

  /** What became of each payout. What our books know for good is not asked again: a callback may have been faster (R6). */
  async payOut(ids: readonly string[]): Promise<readonly RemoteOutcome[]> {
    reached('payout.call.intended');
    const before = await this.read(ids);
    const open = [...before.values()].filter((row) => !isFinal(row));
    const asked = await Promise.all(open.map(async (row) => ({ row, answer: await this.ask(row) })));
    reached('payout.call.answered');
    if (asked.length > 0)
      await this.database.transaction(async (tx) => {
        const told = asked.flatMap(({ row, answer }) => picturesOf(row, answer));
        await this.records.record(tx, told);
        await tx.change(countAsks, [plainArray(asked.map(({ row }) => row.id))]);
      });
    reached('payout.call.recorded');
    const after = await this.read(ids);
    const unknown = new Map(
      asked.flatMap(({ row, answer }) => (answer.kind === 'unknown' ? [[row.id, answer.why]] : [])),
    );
    const now = await this.database.now();
    return ids.map((id) => outcomeOf(after.get(id), { why: unknown.get(id), now }));
  }

  /** A payout the provider has confirmed is looked up; any other is asked for, under the same key every time. */
  private async ask(row: WithdrawalRow): Promise<PayoutAnswer> {
    const provider = this.providers.find(row.provider);
    if (provider === undefined) return { kind: 'unknown', why: `payout provider ${row.provider} is not configured` };
    if (row.payoutReference !== null) return provider.lookup(row.id);
    return provider.request({
      payoutId: row.id,
      amountMinor: row.netMinor,
      currency: row.currency,
      destination: row.destination,
    });
  }

  private async read(ids: readonly string[]): Promise<ReadonlyMap<string, WithdrawalRow>> {
    const rows = await this.database.run(readWithdrawals, [plainArray(ids)]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function isFinal({ payoutState }: WithdrawalRow): boolean {
  return payoutState === 'paid' || payoutState === 'failed';
}

/** A refusal is news as well: the payout failed before it was one. A look-up that finds nothing is none: something is wrong. */
function picturesOf(row: WithdrawalRow, answer: PayoutAnswer): { provider: string; payout: ProviderPayout }[] {
  const { provider } = row;
  if (answer.kind === 'accepted') return [{ provider, payout: { ...answer.payout, payoutId: row.id } }];
  if (answer.kind === 'unknown' || row.payoutReference !== null) return [];
  const payout: ProviderPayout = {
    reference: '',
    payoutId: row.id,
    state: 'failed',
    amountMinor: row.netMinor,
    currency: row.currency,
    failureReason: answer.reason,
  };
  return [{ provider, payout }];
}

function outcomeOf(
  row: WithdrawalRow | undefined,
  { why, now }: { readonly why: string | undefined; readonly now: Date },
): RemoteOutcome {
  switch (row?.payoutState) {
    case 'paid':
      return { kind: 'accepted' };
    case 'failed':
      return { kind: 'refused', refusal: { code: 'PAYOUT_FAILED', detail: row.payoutReason ?? 'no reason given' } };
    case 'pending':
      // Not heard now, but known to be under way: only silence about a payout that may not exist is counted.
      return { kind: 'pending', askAgainAt: askAgainAt(now, row.payoutAsks) };
    default:
      return { kind: 'unknown', detail: why ?? 'the answer says something else than was asked for' };
  }
}

/**
 * The one function for everything that a provider tells of a payout, whoever brings it: answer, look-up or callback (R5). It climbs the
 * ladder, wakes the saga, and books money that left after everything had been given back (R8).
 */
import { Injectable, Logger } from '@nestjs/common';
import { derivedUuid, Outbox, plainArray, textArray, uuid7, type Tx } from '#libs/platform';
import { SagaRunner } from '#libs/platform/saga';
import { WithdrawableLots } from '#libs/wallet-credit';
import type { ProviderPayout } from '#libs/payment';
import * as sql from '../db/withdrawal.statements.js';
import { judgePayout, type PayoutVerdict } from './payout.rules.js';
import { withdrawalChanges } from './withdrawal.events.js';
import type { WithdrawalRow } from './withdrawal.types.js';

/** A picture of a payout, and who shows it. */
export interface PayoutTold {
  readonly provider: string;
  readonly payout: ProviderPayout;
}

interface Judged extends PayoutTold {
  readonly row: WithdrawalRow | undefined;
  readonly verdict: PayoutVerdict;
}

const UNKNOWN: PayoutVerdict = {
  climbsTo: undefined,
  recover: false,
  alarm: { code: 'unknown_payout', detail: 'there is no such withdrawal' },
};

@Injectable()
export class PayoutRecords {
  private readonly log = new Logger('payout');

  constructor(
    private readonly runner: SagaRunner,
    private readonly lots: WithdrawableLots,
    private readonly outbox: Outbox,
  ) {}

  /** Records pictures, one each per payout. Locks sagas, then withdrawals, then wallets. Answers the verdicts in order. */
  async record(tx: Tx, told: readonly PayoutTold[]): Promise<readonly PayoutVerdict[]> {
    const ids = [...new Set(told.flatMap(({ payout }) => payout.payoutId ?? []))];
    // What a woken saga sees is what is committed: it waits for this transaction's rows, or looks after it.
    await this.runner.wake(tx, ids);
    const rows = new Map((await tx.run(sql.lockWithdrawals, [plainArray(ids)])).map((row) => [row.id, row]));
    const judged = told.map((one): Judged => {
      const found = rows.get(one.payout.payoutId ?? '');
      const row = found?.provider === one.provider ? found : undefined;
      return { ...one, row, verdict: row === undefined ? UNKNOWN : judgePayout(row, one.payout) };
    });
    const climbing = judged.filter(({ verdict }) => verdict.climbsTo !== undefined);
    if (climbing.length > 0)
      await tx.change(sql.climbPayouts, [
        plainArray(climbing.map(({ row }) => row!.id)),
        textArray(climbing.map(({ verdict }) => verdict.climbsTo!)),
        textArray(climbing.map(({ payout }) => payout.reference)),
        textArray(climbing.map(({ payout }) => payout.failureReason)),
      ]);
    await this.raise(tx, judged);
    await this.recover(
      tx,
      judged.flatMap(({ row, verdict }) => (verdict.recover ? [row!] : [])),
    );
    return judged.map(({ verdict }) => verdict);
  }

  /**
   * For withdrawals that have just failed in this transaction, their credit given back: those that the provider has paid meanwhile are
   * booked after all. News that came between its no and our end found nothing to recover yet.
   */
  async recoverPaid(tx: Tx, ids: readonly string[]): Promise<void> {
    const rows = await tx.run(sql.lockWithdrawals, [plainArray(ids)]);
    await this.recover(
      tx,
      rows.filter((row) => row.state === 'failed' && row.payoutState === 'paid'),
    );
  }

  private async raise(tx: Tx, judged: readonly Judged[]): Promise<void> {
    const alarms = judged.filter(({ verdict }) => verdict.alarm !== undefined);
    if (alarms.length === 0) return;
    await tx.change(sql.insertAlarms, [
      plainArray(alarms.map(() => uuid7())),
      textArray(alarms.map(({ provider }) => provider)),
      plainArray(alarms.map(({ row }) => row?.id ?? null)),
      textArray(alarms.map(({ verdict }) => verdict.alarm!.code)),
      textArray(alarms.map(({ verdict }) => verdict.alarm!.detail)),
      tx.now,
    ]);
    for (const { verdict, payout } of alarms)
      this.log.error(`${verdict.alarm!.code}: payout ${payout.payoutId ?? payout.reference}: ${verdict.alarm!.detail}`);
  }

  private async recover(tx: Tx, rows: readonly WithdrawalRow[]): Promise<void> {
    if (rows.length === 0) return;
    const recovering = rows.map((row) => ({ row, transferId: uuid7(), recoveryId: derivedUuid(row.id, 'recovery') }));
    const borne = await this.lots.recover(
      tx,
      recovering.map(({ row, transferId, recoveryId }) => ({
        reference: recoveryId,
        ownerId: row.customerId,
        amount: row.amountMinor,
        transferId,
        kind: 'withdrawal_recovered',
        to: [
          { house: 'payouts', amount: row.netMinor },
          { house: 'fees', amount: row.feeMinor },
        ],
        reason: 'paid by the provider after it had failed',
      })),
    );
    const recovered = await tx.run(sql.recoverWithdrawals, [
      plainArray(recovering.map(({ row }) => row.id)),
      plainArray(recovering.map(({ transferId }) => transferId)),
      plainArray(recovering.map(({ recoveryId }) => recoveryId)),
      plainArray(borne),
    ]);
    this.outbox.append(tx, withdrawalChanges(recovered));
  }
}

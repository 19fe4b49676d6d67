/** What each step of a withdrawal does, over a batch. */
import { Injectable } from '@nestjs/common';
import { Outbox, plainArray, textArray, timeArray, uuid7, type Tx } from '#libs/platform';
import type { Refusal, RemoteOutcome } from '#libs/platform/saga';
import { WalletService, WithdrawableLots } from '#libs/wallet-credit';
import * as sql from '../db/withdrawal.statements.js';
import { refusalOfBrake, refusalOfWallet } from '../refusals.js';
import { VelocityBrakes } from '../velocity.service.js';
import { PayoutCalls } from './payout-calls.service.js';
import { PayoutRecords } from './payout-records.service.js';
import { withdrawalChanges } from './withdrawal.events.js';
import type { WithdrawalRun } from './withdrawal.saga.js';
import type { WithdrawalRow } from './withdrawal.types.js';

type Runs = readonly WithdrawalRun[];
type Refusals = readonly (Refusal | undefined)[];

@Injectable()
export class WithdrawalActs {
  constructor(
    private readonly wallet: WalletService,
    private readonly lots: WithdrawableLots,
    private readonly brakes: VelocityBrakes,
    private readonly calls: PayoutCalls,
    private readonly records: PayoutRecords,
    private readonly outbox: Outbox,
  ) {}

  async holdCredit(tx: Tx, runs: Runs): Promise<Refusals> {
    const outcomes = await this.lots.hold(
      tx,
      runs.map(({ id, input }) => ({
        reference: id,
        ownerId: input.customerId,
        amount: input.amountMinor,
        origins: input.origins,
      })),
    );
    return outcomes.map((outcome, i) =>
      refusalOfWallet(outcome, { amountMinor: runs[i]!.input.amountMinor, code: 'INSUFFICIENT_WITHDRAWABLE' }),
    );
  }

  async releaseCredit(tx: Tx, runs: Runs): Promise<void> {
    await this.wallet.release(
      tx,
      runs.map(({ id, input }) => ({ reference: id, ownerId: input.customerId, asset: 'credit' })),
    );
    await this.records.recoverPaid(
      tx,
      runs.map((run) => run.id),
    );
  }

  async brake(tx: Tx, runs: Runs): Promise<Refusals> {
    const outcomes = await this.brakes.take(
      tx,
      runs.map(({ id, input }) => ({
        act: 'withdrawal',
        reference: id,
        ownerId: input.customerId,
        amountMinor: input.amountMinor,
      })),
    );
    return outcomes.map(refusalOfBrake);
  }

  async acceptWithdrawals(tx: Tx, runs: Runs): Promise<void> {
    const inputs = runs.map((run) => run.input);
    const accepted = await tx.run(sql.insertWithdrawals, [
      plainArray(runs.map((run) => run.id)),
      plainArray(inputs.map((input) => input.customerId)),
      plainArray(inputs.map((input) => input.amountMinor)),
      plainArray(inputs.map((input) => input.feeMinor)),
      plainArray(inputs.map((input) => input.netMinor)),
      textArray(inputs.map((input) => input.currency)),
      textArray(inputs.map((input) => textArray(input.origins))),
      textArray(inputs.map((input) => input.provider)),
      textArray(inputs.map((input) => input.destination)),
      timeArray(inputs.map((input) => new Date(input.decideByMs))),
      tx.now,
    ]);
    this.outbox.append(tx, withdrawalChanges(accepted));
  }

  /** Approved ones fail, the others are rejected; one that was refused before it was accepted has no row. */
  async endWithdrawals(tx: Tx, runs: Runs): Promise<void> {
    const ended = await tx.run(sql.endWithdrawals, [
      plainArray(runs.map((run) => run.id)),
      textArray(runs.map((run) => run.refusal?.detail ?? 'called off')),
      tx.now,
    ]);
    this.outbox.append(tx, withdrawalChanges(ended));
  }

  /** Writes an approval down, unless the wallet is frozen. Called under the lock of the withdrawal's saga, which waits for it. */
  async approve(
    tx: Tx,
    withdrawal: WithdrawalRow,
    decision: { readonly by: string; readonly note: string | null },
  ): Promise<Refusal | undefined> {
    if (await this.lots.isFrozen(tx, withdrawal.customerId))
      return { code: 'WALLET_FROZEN', detail: 'lift the freeze, or reject' };
    const approved = await tx.run(sql.approveWithdrawal, [withdrawal.id, decision.by, tx.now, decision.note]);
    this.outbox.append(tx, withdrawalChanges(approved));
    return undefined;
  }

  async areApproved(tx: Tx, runs: Runs): Promise<readonly boolean[]> {
    const approved = await tx.run(sql.findApproved, [plainArray(runs.map((run) => run.id))]);
    const ids = new Set(approved.map((row) => row.id));
    return runs.map((run) => ids.has(run.id));
  }

  payOut(runs: Runs): Promise<readonly RemoteOutcome[]> {
    return this.calls.payOut(runs.map((run) => run.id));
  }

  /** Books what the provider has paid: net and fee leave the hold in one transfer. */
  async settle(tx: Tx, runs: Runs): Promise<void> {
    const booked = runs.map((run) => ({ run, transferId: uuid7() }));
    const settled = await tx.run(sql.settleWithdrawals, [
      plainArray(runs.map((run) => run.id)),
      plainArray(booked.map(({ transferId }) => transferId)),
      tx.now,
    ]);
    await this.lots.settle(
      tx,
      booked.map(({ run: { id, input }, transferId }) => ({
        reference: id,
        ownerId: input.customerId,
        transferId,
        kind: 'withdrawal_paid',
        to: [
          { house: 'payouts', amount: input.netMinor },
          { house: 'fees', amount: input.feeMinor },
        ],
        reason: null,
      })),
    );
    this.outbox.append(tx, withdrawalChanges(settled));
  }
}

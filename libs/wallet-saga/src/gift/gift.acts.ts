/** What each step of a gift does, over a batch: one call of the wallet's verb, one statement on the gifts. */
import { Injectable } from '@nestjs/common';
import { Outbox, plainArray, textArray, timeArray, uuid7, type Tx } from '#libs/platform';
import type { Refusal } from '#libs/platform/saga';
import { LotTransfers, WithdrawableLots, type Moved } from '#libs/wallet-credit';
import * as sql from '../db/gift.statements.js';
import { refusalOfBrake, refusalOfWallet } from '../refusals.js';
import { VelocityBrakes } from '../velocity.service.js';
import type { GiftRun } from './gift.saga.js';
import type { GiftRow, GiftState } from './gift.types.js';

type Runs = readonly GiftRun[];
type Refusals = readonly (Refusal | undefined)[];

/** How a gift that goes back is called, by why it does. */
const CLOSED_BY: Readonly<Record<string, GiftState>> = { GIFT_CANCELLED: 'cancelled', GIFT_DECLINED: 'declined' };

@Injectable()
export class GiftActs {
  constructor(
    private readonly lots: LotTransfers,
    private readonly withdrawable: WithdrawableLots,
    private readonly brakes: VelocityBrakes,
    private readonly outbox: Outbox,
  ) {}

  async takeCredit(tx: Tx, runs: Runs): Promise<Refusals> {
    const outcomes = await this.lots.send(
      tx,
      runs.map(({ id, input }) => ({
        reference: id,
        ownerId: input.senderId,
        amount: input.amountMinor,
        transferId: uuid7(),
        kind: 'gift_sent',
        to: 'gifts_in_flight',
        reason: input.message,
      })),
    );
    return outcomes.map((outcome, i) =>
      refusalOfWallet(outcome, { amountMinor: runs[i]!.input.amountMinor, code: 'INSUFFICIENT_CREDIT' }),
    );
  }

  async brake(tx: Tx, runs: Runs): Promise<Refusals> {
    const outcomes = await this.brakes.take(
      tx,
      runs.map(({ id, input }) => ({
        act: 'gift',
        reference: id,
        ownerId: input.senderId,
        amountMinor: input.amountMinor,
      })),
    );
    return outcomes.map(refusalOfBrake);
  }

  async offerGifts(tx: Tx, runs: Runs): Promise<void> {
    const offered = await tx.run(sql.insertGifts, [
      plainArray(runs.map((run) => run.id)),
      plainArray(runs.map(({ input }) => input.senderId)),
      textArray(runs.map(({ input }) => input.senderName)),
      textArray(runs.map(({ input }) => input.addressee)),
      plainArray(runs.map(({ input }) => input.receiverId)),
      plainArray(runs.map(({ input }) => input.amountMinor)),
      textArray(runs.map(({ input }) => input.message)),
      timeArray(runs.map(({ input }) => new Date(input.untilMs))),
      tx.now,
    ]);
    this.announce(tx, offered);
  }

  /** Writes a claim down, unless nothing is left of it or its receiver is frozen. Called under the lock of the gift's saga. */
  async accept(tx: Tx, gift: GiftRow): Promise<Refusal | undefined> {
    if (await this.withdrawable.isFrozen(tx, gift.receiverId!))
      return { code: 'WALLET_FROZEN', detail: 'ask customer service' };
    // Nothing outlives the lots it came from.
    if ((await this.lots.aliveOf(tx, gift.id)) === 0) return { code: 'GIFT_EXPIRED', detail: 'nothing of it is left' };
    await tx.change(sql.acceptGift, [gift.id, tx.now]);
    return undefined;
  }

  async areAccepted(tx: Tx, runs: Runs): Promise<readonly boolean[]> {
    const accepted = await tx.run(sql.findAccepted, [plainArray(runs.map((run) => run.id))]);
    const ids = new Set(accepted.map((row) => row.id));
    return runs.map((run) => ids.has(run.id));
  }

  async handOver(tx: Tx, runs: Runs): Promise<void> {
    const moved = await this.lots.passOn(
      tx,
      runs.map(({ id, input }) => ({
        reference: id,
        senderId: input.senderId,
        receiverId: input.receiverId!,
        transferId: uuid7(),
        kind: 'gift_claimed',
        from: 'gifts_in_flight',
        reason: input.message,
      })),
    );
    await this.close(tx, runs, moved, () => 'claimed');
  }

  /** Also undoes a gift that was refused before it was offered: then there is no row to close. */
  async returnCredit(tx: Tx, runs: Runs): Promise<void> {
    const moved = await this.lots.giveBack(
      tx,
      runs.map(({ id, input }) => ({
        reference: id,
        senderId: input.senderId,
        transferId: uuid7(),
        kind: 'gift_returned',
        from: 'gifts_in_flight',
        reason: input.message,
      })),
    );
    await this.close(tx, runs, moved, (run) => CLOSED_BY[run.refusal?.code ?? ''] ?? 'lapsed');
  }

  private async close(
    tx: Tx,
    runs: Runs,
    moved: readonly Moved[],
    stateOf: (run: GiftRun) => GiftState,
  ): Promise<void> {
    const closing = runs.flatMap((run, i) => {
      const one = moved[i]!;
      return one.kind === 'moved' ? [{ id: run.id, state: stateOf(run), ...one }] : [];
    });
    if (closing.length === 0) return;
    const claimed = (one: (typeof closing)[number]): number => (one.state === 'claimed' ? one.arrived : 0);
    const closed = await tx.run(sql.closeGifts, [
      plainArray(closing.map(({ id }) => id)),
      textArray(closing.map(({ state }) => state)),
      plainArray(closing.map(claimed)),
      plainArray(closing.map((one) => one.arrived - claimed(one))),
      plainArray(closing.map(({ expired }) => expired)),
      tx.now,
    ]);
    this.announce(tx, closed);
  }

  /** Both see it: one event for the sender and one for the receiver, the gift's sequence over both. */
  private announce(tx: Tx, gifts: readonly GiftRow[]): void {
    this.outbox.append(
      tx,
      gifts.flatMap((gift) =>
        [gift.senderId, gift.receiverId].map((subjectId, side) => ({
          topic: 'gift.changed',
          aggregateId: gift.id,
          aggregateSeq: 2 * gift.eventSeq - 1 + side,
          subjectId,
          payload: JSON.stringify({
            id: gift.id,
            direction: side === 0 ? 'sent' : 'received',
            state: gift.state,
            amount: gift.amountMinor,
          }),
        })),
      ),
    );
  }
}

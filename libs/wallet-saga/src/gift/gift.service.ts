/** What people do with gifts. Each act is one transaction under its idempotency key; against each other exactly one wins. */
import { Injectable } from '@nestjs/common';
import { Answer, Database, Idempotency, uuid7, type Tx } from '#libs/platform';
import type { Principal } from '#libs/platform/http';
import { SagaRunner } from '#libs/platform/saga';
import * as sql from '../db/gift.statements.js';
import { TransferSagas } from '../transfer-sagas.js';
import { TransferSettings } from '../transfer.settings.js';
import { WalletCustomers } from '../wallet-customers.js';
import { problemOf, transferProblems } from '../wallet-saga.errors.js';
import { GiftActs } from './gift.acts.js';
import { giftAnswer, type CreditGiftDto } from './gift.answer.js';
import type { GiftRow, GiftState, SendGiftInput } from './gift.types.js';

/** A wish to give. */
export interface GiftWish {
  readonly to: { readonly email: string } | { readonly id: string };
  readonly amountMinor: number;
  readonly message: string | null;
}

/** A page of gifts; `before` is the last id of the page before. */
export interface GiftFilter {
  readonly box: 'sent' | 'received';
  readonly state?: GiftState;
  readonly before?: string;
  readonly limit: number;
}

const DAY_MS = 86_400_000;

@Injectable()
export class GiftService {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly runner: SagaRunner,
    private readonly sagas: TransferSagas,
    private readonly customers: WalletCustomers,
    private readonly acts: GiftActs,
    private readonly settings: TransferSettings,
  ) {}

  /**
   * Sends a gift. An addressee nobody knows gets the same answer: the gift waits and comes back.
   * @throws Problem 422 GIFT_TO_SELF, INSUFFICIENT_CREDIT, WALLET_FROZEN, VELOCITY_LIMIT
   */
  async send(caller: Principal, wish: GiftWish, key: string): Promise<Answer<CreditGiftDto>> {
    const [sender, receiver] = await Promise.all([
      this.customers.find({ id: caller.id }),
      this.customers.find(wish.to),
    ]);
    return this.idempotency.once({ principal: caller, key, operation: 'sendGift', body: wish }, async (tx) => {
      if (receiver?.id === caller.id) throw transferProblems.GIFT_TO_SELF('choose somebody else');
      const gift = await this.start(tx, {
        senderId: caller.id,
        senderName: sender?.displayName ?? '',
        addressee: 'email' in wish.to ? wish.to.email : wish.to.id,
        receiverId: receiver?.id ?? null,
        amountMinor: wish.amountMinor,
        message: wish.message,
        untilMs: tx.now.getTime() + this.settings.giftClaimDays * DAY_MS,
      });
      return { status: 201, body: this.answer(gift, caller.id) };
    });
  }

  /** Sends a gift in the caller's transaction: for seeds. @throws Problem as {@link send} */
  async start(tx: Tx, input: SendGiftInput): Promise<GiftRow> {
    const [outcome] = await this.sagas.gift.start(tx, [{ id: uuid7(), input, work: true }]);
    if (outcome!.refusal !== null) throw problemOf(outcome!.refusal);
    return (await this.find(tx, outcome!.id))!;
  }

  /**
   * Claims a gift: its credit is the receiver's at once. Claiming a claimed one changes nothing.
   * @throws Problem 404 GIFT_NOT_FOUND, 409 GIFT_CLOSED, 422 GIFT_EXPIRED, WALLET_FROZEN
   */
  claim(caller: Principal, giftId: string, key: string): Promise<Answer<CreditGiftDto>> {
    return this.once(caller, { giftId, key, operation: 'claimGift' }, async (tx) => {
      const gift = await this.received(tx, caller, giftId);
      if (gift.state === 'claimed') return;
      const outcome = await this.runner.arrive(tx, giftId, async () => {
        if (gift.claimableUntil <= tx.now) throw transferProblems.GIFT_CLOSED('its time is over', { state: 'lapsed' });
        const refusal = await this.acts.accept(tx, gift);
        if (refusal !== undefined) throw problemOf(refusal);
      });
      const after = (await this.find(tx, giftId))!;
      if (outcome !== 'arrived' && after.state !== 'claimed') throw closed(after);
    });
  }

  /** Declines a gift: it goes back. @throws Problem 404 GIFT_NOT_FOUND, 409 GIFT_CLOSED */
  decline(caller: Principal, giftId: string, key: string): Promise<Answer<CreditGiftDto>> {
    return this.once(caller, { giftId, key, operation: 'declineGift' }, async (tx) => {
      await this.received(tx, caller, giftId);
      await this.callOff(tx, giftId, { state: 'declined', code: 'GIFT_DECLINED' });
    });
  }

  /** Takes a gift back that nobody has claimed. @throws Problem 404 GIFT_NOT_FOUND, 409 GIFT_CLOSED */
  cancel(caller: Principal, giftId: string, key: string): Promise<Answer<CreditGiftDto>> {
    return this.once(caller, { giftId, key, operation: 'cancelGift' }, async (tx) => {
      const gift = await this.find(tx, giftId);
      if (gift?.senderId !== caller.id) throw unknown();
      await this.callOff(tx, giftId, { state: 'cancelled', code: 'GIFT_CANCELLED' });
    });
  }

  /** One gift of the caller's, sent or received. @throws Problem 404 GIFT_NOT_FOUND */
  async read(caller: Principal, giftId: string): Promise<CreditGiftDto> {
    const [gift] = await this.database.run(sql.readGift, [giftId]);
    if (gift === undefined || (gift.senderId !== caller.id && gift.receiverId !== caller.id)) throw unknown();
    return this.answer(gift, caller.id);
  }

  /** The caller's gifts, newest first. */
  list(ownerId: string, { box, state, before, limit }: GiftFilter): Promise<GiftRow[]> {
    const statement = box === 'sent' ? sql.listSentGifts : sql.listReceivedGifts;
    return this.database.run(statement, [ownerId, before ?? null, state ?? null, limit]);
  }

  /** Everybody's gifts, or those of one customer on either side, newest first: for operators. */
  listAll(filter: { customerId?: string; state?: GiftState; before?: string; limit: number }): Promise<GiftRow[]> {
    const { customerId, before, state, limit } = filter;
    return this.database.run(sql.listGifts, [customerId ?? null, before ?? null, state ?? null, limit]);
  }

  /** How a gift looks to one of its two sides. */
  answer(gift: GiftRow, viewerId: string): CreditGiftDto {
    return giftAnswer(gift, { isSender: gift.senderId === viewerId, currency: this.settings.currency });
  }

  private once(
    caller: Principal,
    call: { readonly giftId: string; readonly key: string; readonly operation: string },
    act: (tx: Tx) => Promise<void>,
  ): Promise<Answer<CreditGiftDto>> {
    const { giftId, key, operation } = call;
    return this.idempotency.once({ principal: caller, key, operation, body: { giftId } }, async (tx) => {
      await act(tx);
      return { status: 200, body: this.answer((await this.find(tx, giftId))!, caller.id) };
    });
  }

  private async callOff(
    tx: Tx,
    giftId: string,
    how: { readonly state: GiftState; readonly code: string },
  ): Promise<void> {
    const outcome = await this.runner.cancel(tx, giftId, { code: how.code, detail: how.state });
    if (outcome === 'cancelling') return;
    const gift = (await this.find(tx, giftId))!;
    if (gift.state !== how.state) throw closed(gift);
  }

  private async received(tx: Tx, caller: Principal, giftId: string): Promise<GiftRow> {
    const gift = await this.find(tx, giftId);
    if (gift === undefined || gift.receiverId !== caller.id) throw unknown();
    return gift;
  }

  private async find(tx: Tx, giftId: string): Promise<GiftRow | undefined> {
    return (await tx.run(sql.readGift, [giftId]))[0];
  }
}

function unknown(): Error {
  return transferProblems.GIFT_NOT_FOUND('there is no such gift of yours');
}

function closed({ state }: GiftRow): Error {
  return transferProblems.GIFT_CLOSED(`it is ${state}`, { state });
}

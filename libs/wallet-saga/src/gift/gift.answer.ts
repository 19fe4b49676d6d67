/** A gift as its two sides see it. */
import { ListOf, Money, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import type { GiftRow, GiftState } from './gift.types.js';

export const GIFT_STATES = ['pending', 'claimed', 'declined', 'cancelled', 'lapsed'] as const;

export class CreditGiftDto {
  @Uuid() id!: string;
  @OneOf(['sent', 'received'], { description: 'Which side the caller is on' }) direction!: 'sent' | 'received';
  @OneOf(GIFT_STATES, { description: 'lapsed: not claimed in time' }) state!: GiftState;
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Money({ min: 1, description: 'What was sent' }) amount!: number;
  @Text({ min: 0, max: 255, description: "The sender's name", example: 'Ada' }) from!: string;
  @Text({
    nullable: true,
    max: 255,
    description: 'Whom the sender meant; null to the receiver',
    example: 'grace@example.com',
  })
  to!: string | null;
  @Text({ nullable: true, max: 280, example: 'For the new kitchen' }) message!: string | null;
  @Time() createdAt!: string;
  @Time({ description: 'After it the gift goes back' }) claimableUntil!: string;
  @Time({ nullable: true }) closedAt!: string | null;
  @Money({ description: 'What the receiver got' }) claimed!: number;
  @Money({ description: "What went back to the sender's lots" }) returned!: number;
  @Money({ description: 'What had expired meanwhile: a gift never outlives the credit it was made of' })
  expired!: number;
  @ListOf('string', { values: ['claim', 'decline', 'cancel'], description: 'What the caller may do with it now' })
  allowedActions!: readonly string[];
}

export function giftAnswer(
  gift: GiftRow,
  about: { readonly isSender: boolean; readonly currency: string },
): CreditGiftDto {
  const actions = about.isSender ? ['cancel'] : ['claim', 'decline'];
  return {
    id: gift.id,
    direction: about.isSender ? 'sent' : 'received',
    state: gift.state,
    currency: about.currency,
    amount: gift.amountMinor,
    from: gift.senderName,
    to: about.isSender ? gift.addressee : null,
    message: gift.message,
    createdAt: gift.createdAt.toISOString(),
    claimableUntil: gift.claimableUntil.toISOString(),
    closedAt: gift.closedAt?.toISOString() ?? null,
    claimed: gift.claimedMinor,
    returned: gift.returnedMinor,
    expired: gift.expiredMinor,
    allowedActions: gift.state === 'pending' ? actions : [],
  };
}

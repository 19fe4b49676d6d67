/** What is earned beside orders: who referred whom is kept here until an order is paid; reviews earn points at once. */
import { Injectable } from '@nestjs/common';
import { plainArray, uuid7, type Tx } from '#libs/platform';
import { EarningLedger, type EarnedCredit } from '#libs/wallet-credit';
import * as sql from './db/earning.statements.js';
import { expiryOf } from './earning.rules.js';
import { LoyaltySettings } from './loyalty.settings.js';
import { TierService } from './tier.service.js';

@Injectable()
export class BonusService {
  constructor(
    private readonly ledger: EarningLedger,
    private readonly tiers: TierService,
    private readonly settings: LoyaltySettings,
  ) {}

  /** Remembers who referred new customers; nobody refers oneself, and the first word counts. */
  async recordReferrals(
    tx: Tx,
    referrals: readonly { readonly referredId: string; readonly referrerId: string }[],
  ): Promise<void> {
    if (referrals.length === 0) return;
    await tx.change(sql.insertReferrals, [
      plainArray(referrals.map((referral) => referral.referredId)),
      plainArray(referrals.map((referral) => referral.referrerId)),
      tx.now,
    ]);
  }

  /** Points for reviewed lines, once a line; in the transaction that keeps the review. Answers the points each earned. */
  async rewardReviews(
    tx: Tx,
    reviews: readonly { readonly lineId: string; readonly customerId: string }[],
  ): Promise<readonly number[]> {
    const { reviewPoints } = this.settings;
    if (reviews.length === 0 || reviewPoints === 0) return reviews.map(() => 0);
    const inserted = await tx.run(sql.insertReviewBonuses, [
      plainArray(reviews.map((review) => review.lineId)),
      plainArray(reviews.map((review) => review.customerId)),
      reviewPoints,
      tx.now,
    ]);
    const fresh = new Set(inserted.map((row) => row.lineId));
    const rewarded = reviews.map(({ lineId }) => fresh.delete(lineId));
    const standing = await this.tiers.standingsNow(
      tx,
      reviews.map((review) => review.customerId),
    );
    await this.ledger.earn(
      tx,
      reviews.flatMap((review, i): EarnedCredit[] =>
        !rewarded[i]
          ? []
          : [
              {
                transferId: uuid7(),
                lotId: uuid7(),
                ownerId: review.customerId,
                asset: 'points',
                amount: reviewPoints,
                source: 'review',
                kind: 'review_reward',
                reference: review.lineId,
                orderId: null,
                expiresAt: expiryOf(tx.now, {
                  expiryDays: this.settings.expiryDays,
                  extensionDays: standing(review.customerId).expiryExtensionDays,
                }),
                actor: null,
                reason: null,
              },
            ],
      ),
    );
    return rewarded.map((isRewarded) => (isRewarded ? reviewPoints : 0));
  }
}

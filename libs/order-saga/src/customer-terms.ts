/** What a customer's standing changes about buying: the member's prices, products that are open early, what the order earns. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import type { SellableVariant } from '#libs/catalog';
import {
  LoyaltySettings,
  planRewards,
  RedemptionService,
  TierService,
  type PlannedReward,
  type Standing,
} from '#libs/loyalty';
import type { MerchantTerms } from '#libs/merchant';
import type { Breakdown } from '#libs/promotion';
import type { PlannedLine, Wish } from './placement.types.js';

/** By customer id; who is not in a map has no tier, or nothing open early. */
export interface TermsOfCustomers {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly openEarly: ReadonlyMap<string, ReadonlySet<string>>;
}

const NOTHING_OPEN: TermsOfCustomers['openEarly'] = new Map();

@Injectable()
export class CustomerTerms {
  constructor(
    readonly tiers: TierService,
    private readonly redemptions: RedemptionService,
    private readonly settings: LoyaltySettings,
  ) {}

  /**
   * The terms of a batch's customers, as the transaction sees them: a statement for their tiers if there are tiers, one more if
   * somebody wants what is not open yet.
   */
  async of(
    tx: Tx,
    wishes: readonly Pick<Wish, 'customerId' | 'lines'>[],
    variants: ReadonlyMap<string, SellableVariant>,
  ): Promise<TermsOfCustomers> {
    const early = wishes.flatMap(({ customerId, lines }) =>
      lines.flatMap(({ sku }) => {
        const variant = variants.get(sku);
        return variant?.awaitsOpening === true ? [{ customerId, productId: variant.productId }] : [];
      }),
    );
    const [standings, openEarly] = await Promise.all([
      this.tiers.standings(
        tx,
        wishes.map((wish) => wish.customerId),
      ),
      early.length === 0
        ? NOTHING_OPEN
        : this.redemptions.openProducts(
            tx,
            early.map(({ customerId }) => customerId),
            early.map(({ productId }) => productId),
          ),
    ]);
    return { standings, openEarly };
  }

  /** What an order earns: on what is paid for goods by credit or payment, merchant by merchant. */
  rewards(
    priced: { readonly lines: readonly PlannedLine[]; readonly breakdown: Breakdown },
    merchants: ReadonlyMap<string, MerchantTerms>,
    standing: Standing | undefined,
  ): readonly PlannedReward[] {
    const goods = new Map<string, number>();
    for (const [i, { variant }] of priced.lines.entries()) {
      const { payableMinor } = priced.breakdown.lines[i]!;
      goods.set(variant.merchantId, (goods.get(variant.merchantId) ?? 0) + payableMinor);
    }
    return planRewards(
      [...goods].map(([merchantId, goodsMinor]) => ({
        merchantId,
        goodsMinor,
        rewardBps: merchants.get(merchantId)?.rewardBps ?? 0,
      })),
      {
        platformShareBps: this.settings.platformShareBps,
        earningMultiplierBps: standing?.earningMultiplierBps ?? 10_000,
      },
    );
  }
}

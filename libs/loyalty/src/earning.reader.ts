/** Reading what was earned: for its owner, and for operators who look after what was lost. */
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { EarningLedger, type Asset } from '#libs/wallet-credit';
import * as sql from './db/earning.statements.js';
import type { OrderReward, RewardState } from './loyalty.types.js';
import { nextTier } from './tier.rules.js';
import { TierService } from './tier.service.js';

/** Where a customer stands. Amounts by asset; `owed` is repaid by what is earned next. */
export interface LoyaltySummary {
  readonly tier: string | null;
  readonly spendMinor: number;
  readonly next: { readonly name: string; readonly addMinor: number } | null;
  readonly maturing: Readonly<Record<Asset, number>>;
  readonly owed: ReadonlyMap<Asset, number>;
}

@Injectable()
export class EarningReader {
  constructor(
    private readonly database: Database,
    private readonly ledger: EarningLedger,
    private readonly tiers: TierService,
  ) {}

  async summary(customerId: string): Promise<LoyaltySummary> {
    const [member, table, maturing, owed] = await Promise.all([
      this.tiers.member(customerId),
      this.tiers.table(),
      this.maturing(customerId),
      this.ledger.owedBy(customerId),
    ]);
    return {
      ...member,
      next: nextTier(member.spendMinor, table.tiers) ?? null,
      maturing,
      owed,
    };
  }

  /** What is earned and not yet in the wallet: the port that the wallet's own summary asks. */
  async maturing(customerId: string): Promise<Readonly<Record<Asset, number>>> {
    const rows = await this.database.run(sql.sumMaturing, [customerId]);
    const amounts = { credit: 0, points: 0 };
    for (const row of rows) amounts[row.asset] = row.amount;
    return amounts;
  }

  /** A customer's rewards of orders, newest first. */
  rewards(
    customerId: string,
    filter: { readonly state?: RewardState },
    page: { readonly after: { readonly bookedAt: Date; readonly id: string } | null; readonly limit: number },
  ): Promise<readonly OrderReward[]> {
    const { bookedAt = null, id = null } = page.after ?? {};
    return this.database.run(sql.listRewards, [customerId, bookedAt, id, filter.state ?? null, page.limit]);
  }

  /** Rewards of which something was written off or is owed, newest first. */
  lost(page: { readonly before: string | null; readonly limit: number }): Promise<readonly OrderReward[]> {
    return this.database.run(sql.listLostRewards, [page.before, page.limit]);
  }
}

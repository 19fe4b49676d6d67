/** Promotions to many customers at once: within a budget, proposed by one, approved by another, booked in one act. */
import { Injectable } from '@nestjs/common';
import {
  Database,
  Outbox,
  plainArray,
  uuid7,
  whyNotDecided,
  type Decision,
  type DecisionRefusal,
  type Tx,
} from '#libs/platform';
import { EarningLedger, type Asset } from '#libs/wallet-credit';
import * as sql from './db/campaign.statements.js';
import type { Campaign } from './db/campaign.statements.js';

/** How many customers one campaign reaches: its grants are one transaction. */
export const CAMPAIGN_RECIPIENTS_MAX = 10_000;

/** Who gets it: these customers, or everybody in a tier now. */
export type CampaignAudience = { readonly customerIds: readonly string[] } | { readonly tier: string };

export interface ProposeCampaign {
  readonly name: string;
  readonly asset: Asset;
  /** For each recipient. */
  readonly amount: number;
  /** The most that all of them may cost. */
  readonly budget: number;
  readonly expiresAt: Date | null;
  readonly reason: string;
  readonly audience: CampaignAudience;
  readonly proposedBy: string;
}

export type ProposalOutcome =
  | { readonly kind: 'proposed'; readonly campaign: Campaign }
  | { readonly kind: 'budget'; readonly cost: number }
  | { readonly kind: 'nobody' | 'too_large' };

@Injectable()
export class CampaignService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly ledger: EarningLedger,
  ) {}

  /** Records a proposal with its recipients; no money moves. */
  async propose(tx: Tx, wish: ProposeCampaign): Promise<ProposalOutcome> {
    const customers = await this.recipients(tx, wish.audience);
    if (customers.length === 0) return { kind: 'nobody' };
    if (customers.length > CAMPAIGN_RECIPIENTS_MAX) return { kind: 'too_large' };
    const cost = wish.amount * customers.length;
    if (cost > wish.budget) return { kind: 'budget', cost };
    const [campaign] = await tx.run(sql.insertCampaign, [
      uuid7(),
      wish.name,
      wish.asset,
      wish.amount,
      wish.budget,
      customers.length,
      wish.expiresAt,
      wish.reason,
      wish.proposedBy,
      tx.now,
    ]);
    const grantIds = customers.map(() => uuid7());
    await tx.change(sql.insertRecipients, [campaign!.id, plainArray(customers), plainArray(grantIds)]);
    return { kind: 'proposed', campaign: campaign! };
  }

  /** Approves or rejects a proposal; an approval grants to all recipients in the same transaction. */
  async decide(tx: Tx, campaignId: string, decision: Decision): Promise<Campaign | DecisionRefusal> {
    const [campaign] = await tx.run(sql.lockCampaign, [campaignId]);
    if (campaign === undefined) return 'unknown';
    const refusal = whyNotDecided(campaign, decision);
    if (refusal !== undefined) return refusal;
    const [decided] = await tx.run(sql.decideCampaign, [campaignId, decision.state, decision.decidedBy, tx.now]);
    if (decision.state === 'approved') await this.grant(tx, decided!);
    return decided!;
  }

  /** Campaigns before an id, newest first. */
  list(
    filter: { readonly state?: Campaign['state'] },
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly Campaign[]> {
    return this.database.run(sql.listCampaigns, [page.before, filter.state ?? null, page.limit]);
  }

  private async recipients(tx: Tx, audience: CampaignAudience): Promise<readonly string[]> {
    if ('customerIds' in audience) return [...new Set(audience.customerIds)].sort();
    const rows = await tx.run(sql.customersInTier, [audience.tier, CAMPAIGN_RECIPIENTS_MAX + 1]);
    return rows.map((row) => row.customerId);
  }

  private async grant(tx: Tx, campaign: Campaign): Promise<void> {
    const recipients = await tx.run(sql.readRecipients, [campaign.id]);
    const { asset, amount, expiresAt, decidedBy: actor, name } = campaign;
    await this.ledger.earn(
      tx,
      recipients.map(({ customerId, grantId }) => ({
        transferId: uuid7(),
        lotId: uuid7(),
        ownerId: customerId,
        asset,
        amount,
        source: 'promotion',
        kind: 'promotion_reward',
        reference: grantId,
        orderId: null,
        expiresAt,
        actor,
        reason: name,
      })),
    );
    this.outbox.append(
      tx,
      recipients.map(({ customerId, grantId }) => ({
        topic: 'promotion.granted',
        aggregateId: grantId,
        aggregateSeq: 1,
        subjectId: customerId,
        payload: JSON.stringify({ name, asset, amount }),
      })),
    );
  }
}

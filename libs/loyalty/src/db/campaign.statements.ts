/** SQL of campaigns: a grant to many, proposed by one and approved by another. */
import { PROPOSAL_COLUMNS, statement, type Proposal } from '#libs/platform';

/** A campaign as it stands. `budget` covers `amount` for every recipient. */
export interface Campaign extends Proposal {
  readonly id: string;
  readonly name: string;
  readonly asset: 'credit' | 'points';
  readonly amount: number;
  readonly budget: number;
  readonly recipients: number;
  readonly expiresAt: Date | null;
  readonly reason: string;
}

const CAMPAIGN = `id, name, asset, amount, budget, recipients, expires_at AS "expiresAt", reason, ${PROPOSAL_COLUMNS}`;

export const insertCampaign = statement<Campaign>(
  'loyalty.insert_campaign',
  `
  INSERT INTO loyalty.campaign (id, name, asset, amount, budget, recipients, expires_at, reason, state, proposed_by, proposed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10)
  RETURNING ${CAMPAIGN}`,
);

export const insertRecipients = statement<never>(
  'loyalty.insert_recipients',
  `
  INSERT INTO loyalty.campaign_recipient (campaign_id, customer_id, grant_id)
  SELECT $1, v.* FROM unnest($2::uuid[], $3::uuid[]) AS v`,
);

export const customersInTier = statement<{ customerId: string }>(
  'loyalty.customers_in_tier',
  `SELECT customer_id AS "customerId" FROM loyalty.member WHERE tier = $1 ORDER BY customer_id LIMIT $2`,
);

export const lockCampaign = statement<Campaign>(
  'loyalty.lock_campaign',
  `SELECT ${CAMPAIGN} FROM loyalty.campaign WHERE id = $1 FOR UPDATE`,
);

export const decideCampaign = statement<Campaign>(
  'loyalty.decide_campaign',
  `UPDATE loyalty.campaign SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1 RETURNING ${CAMPAIGN}`,
);

export const readRecipients = statement<{ customerId: string; grantId: string }>(
  'loyalty.read_recipients',
  `SELECT customer_id AS "customerId", grant_id AS "grantId" FROM loyalty.campaign_recipient WHERE campaign_id = $1 ORDER BY customer_id`,
);

export const listCampaigns = statement<Campaign>(
  'loyalty.list_campaigns',
  `
  SELECT ${CAMPAIGN} FROM loyalty.campaign
  WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR state = $2)
  ORDER BY id DESC
  LIMIT $3`,
);

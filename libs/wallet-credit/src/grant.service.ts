/** Credit given by hand: one operator proposes, another approves. The database refuses the same person twice. */
import { Injectable } from '@nestjs/common';
import {
  Database,
  PROPOSAL_COLUMNS,
  uuid7,
  whyNotDecided,
  type Decision,
  type DecisionRefusal,
  type Minor,
  type Proposal,
  type Tx,
} from '#libs/platform';
import type { Asset } from './wallet.types.js';
import { WalletService } from './wallet.service.js';

/** A proposed or decided grant. */
export interface GrantProposal extends Proposal {
  readonly id: string;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly amount: Minor;
  readonly expiresAt: Date | null;
  readonly reason: string;
}

const COLUMNS = `id, owner_id AS "ownerId", asset, amount, expires_at AS "expiresAt", reason, ${PROPOSAL_COLUMNS}`;

@Injectable()
export class GrantService {
  constructor(
    private readonly database: Database,
    private readonly wallet: WalletService,
  ) {}

  /** Records a proposal; no money moves. */
  async propose(
    tx: Tx,
    grant: { ownerId: string; asset: Asset; amount: Minor; expiresAt: Date | null; reason: string; proposedBy: string },
  ): Promise<GrantProposal> {
    const [row] = await tx.query<GrantProposal>(
      `INSERT INTO wallet.credit_grant (id, owner_id, asset, amount, expires_at, reason, state, proposed_by, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8) RETURNING ${COLUMNS}`,
      [uuid7(), grant.ownerId, grant.asset, grant.amount, grant.expiresAt, grant.reason, grant.proposedBy, tx.now],
    );
    return row!;
  }

  /**
   * Approves or rejects a proposal. Outcome: the decided grant, or why not: `unknown` id, `decided` already, `same_person`.
   * An approval books the grant in the same transaction.
   */
  async decide(tx: Tx, grantId: string, decision: Decision): Promise<GrantProposal | DecisionRefusal> {
    const [proposal] = await tx.query<GrantProposal>(
      `SELECT ${COLUMNS} FROM wallet.credit_grant WHERE id = $1 FOR UPDATE`,
      [grantId],
    );
    if (proposal === undefined) return 'unknown';
    const refusal = whyNotDecided(proposal, decision);
    if (refusal !== undefined) return refusal;
    const [decided] = await tx.query<GrantProposal>(
      `UPDATE wallet.credit_grant SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
      [grantId, decision.state, decision.decidedBy, tx.now],
    );
    if (decision.state === 'approved') {
      await this.wallet.grant(tx, [
        {
          transferId: uuid7(),
          lotId: uuid7(),
          ownerId: proposal.ownerId,
          asset: proposal.asset,
          amount: proposal.amount,
          source: 'manual',
          from: 'promotions',
          kind: 'manual_grant',
          reference: proposal.id,
          expiresAt: proposal.expiresAt,
          actor: decision.decidedBy,
          reason: proposal.reason,
        },
      ]);
    }
    return decided!;
  }

  /** Proposals by id, newest first; `before` is the last id of the page before. */
  async list(filter: {
    state?: GrantProposal['state'];
    before?: string;
    limit: number;
  }): Promise<readonly GrantProposal[]> {
    return this.database.query<GrantProposal>(
      `SELECT ${COLUMNS} FROM wallet.credit_grant WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [filter.state ?? null, filter.before ?? null, filter.limit],
    );
  }
}

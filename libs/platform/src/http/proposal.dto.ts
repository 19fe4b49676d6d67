/** A proposal and its decision, as they are seen over HTTP. */
import { PROPOSAL_STATES, type Proposal } from '../operators/proposal.js';
import { OneOf, Time, Uuid } from './fields.js';
import { PageQuery } from './paging.js';

/** Extended by what is proposed. */
export class ProposalDto {
  @OneOf(PROPOSAL_STATES) state!: Proposal['state'];
  @Uuid() proposedBy!: string;
  @Time() proposedAt!: string;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Time({ nullable: true }) decidedAt!: string | null;
}

/** A page of proposals, of one state or all. */
export class ProposalQuery extends PageQuery {
  @OneOf(PROPOSAL_STATES, { optional: true }) state?: Proposal['state'];
}

/** A proposal of something that may expire, with its times as they are sent. */
export function proposalDto<Row extends Proposal & { readonly expiresAt: Date | null }>(row: Row) {
  return {
    ...row,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    proposedAt: row.proposedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

/** What one operator proposes and another decides. The rule stands here once; each table of proposals has it as a constraint, too. */

export const PROPOSAL_STATES = ['proposed', 'approved', 'rejected'] as const;

/** Who proposed, and who decided; null until then. */
export interface Proposal {
  readonly state: (typeof PROPOSAL_STATES)[number];
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** The columns of {@link Proposal}, as every table of proposals names them. */
export const PROPOSAL_COLUMNS = `state, proposed_by AS "proposedBy", proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt"`;

export interface Decision {
  readonly state: 'approved' | 'rejected';
  readonly decidedBy: string;
}

/** `unknown`: there is no such proposal. `decided`: somebody was faster. `same_person`: who proposes may not decide. */
export type DecisionRefusal = 'unknown' | 'decided' | 'same_person';

/** Why a proposal, read under its lock, cannot be decided by this person; undefined when it can. */
export function whyNotDecided(
  { state, proposedBy }: Pick<Proposal, 'state' | 'proposedBy'>,
  { decidedBy }: Decision,
): Exclude<DecisionRefusal, 'unknown'> | undefined {
  if (state !== 'proposed') return 'decided';
  return proposedBy === decidedBy ? 'same_person' : undefined;
}

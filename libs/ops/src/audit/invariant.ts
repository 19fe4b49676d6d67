/**
 * What an invariant of the audit is. Ops is the one library whose SQL reads the schemas of the others: an invariant that crosses
 * libraries has no other place, and an audit that asked the libraries for their numbers would only hear what they believe.
 */

/** A sentence that always holds (proof.md "Invariants"), and the query that finds where it does not. */
export interface Invariant {
  /** `<subject>.<what>`; what the audit prints and a planted fault names. */
  readonly name: string;
  readonly sentence: string;
  /** Answers the rows that break it, none on a healthy database. `$1`, where it occurs, is the audit's now. */
  readonly sql: string;
}

/** How long after its time a hold may still stand: the sweeps' own pace, with room for a busy machine. */
export const LAPSE_GRACE = `interval '60 seconds'`;
/** How long a saga that is due may wait for a runner. */
export const SAGA_GRACE = `interval '30 seconds'`;
/** How long an event may wait for a consumer. */
export const EVENT_GRACE = `interval '10 seconds'`;

/**
 * How long a lot may be due before the sweep has booked it: it looks every 5 seconds and books a million in minutes, and comes back to
 * wallets that were in use. Like the graces above it takes for granted that somewhere a worker runs.
 */
export const SWEEP_GRACE = `interval '1 hour'`;
/** A transaction tells the time of its beginning; one that waited for locks began so long before what it then saw, at most. */
export const CLOCK_GRACE = `interval '60 seconds'`;

/** States of an order before its fate is known, and after it has come to nothing; in every other state it is confirmed. */
export const UNCONFIRMED = `('awaiting_payment', 'cancelled')`;
/** States in which a saga moves no more. A stuck one is not among them: somebody will resume it. */
export const SAGA_ENDED = `('done', 'undone')`;

/**
 * What a failed database call means for the caller (proof.md, "Facts"). The class depends on the phase as much as on the
 * SQLSTATE: after COMMIT may have been sent, a lost connection leaves the outcome unknown.
 */

/** Where in a transaction an error came up. */
export type TxPhase = 'connect' | 'body' | 'commit';

/**
 * - `refused`: the database said no for good (a constraint, bad data); asking again gives the same.
 * - `retry`: nothing was kept; the same transaction may run again (serialization failure, deadlock, lock timeout).
 * - `ambiguous`: COMMIT may have been carried out; look up by idempotency key, never report failure.
 * - `unavailable`: the database cannot be reached or has no place now; nothing was kept.
 * - `defect`: none of the above; counted, and fails a test.
 */
export type OutcomeClass = 'refused' | 'retry' | 'ambiguous' | 'unavailable' | 'defect';

const RETRY = new Set(['40001', '40P01', '55P03']);
const UNAVAILABLE = new Set([
  '53300',
  '57P03',
  '57P01',
  '57P02',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53400',
  '53200',
  '53100',
  '25006',
]);
const CONNECTION_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'EHOSTUNREACH',
]);
const CONNECTION_TEXT =
  /connection terminated|connection ended|query runner already released|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|client was closed/i;

/** An error whose transaction may or may not have been committed. */
export class AmbiguousOutcome extends Error {
  constructor(cause: unknown) {
    super('the connection was lost while committing; the outcome is unknown', { cause });
    this.name = 'AmbiguousOutcome';
  }
}

/** The database cannot serve now; nothing was kept. Answered as 503 with Retry-After. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database is not available', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/** The SQLSTATE of a PostgreSQL error, if it carries one. Every SQLSTATE has a digit; codes of Node (EPIPE) and of problems (LIMIT) have none. */
export function sqlState(error: unknown): string | undefined {
  const code =
    (error as { code?: unknown } | null)?.code ??
    (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The named constraint a PostgreSQL error reports, if any. */
export function violatedConstraint(error: unknown): string | undefined {
  const own = (error as { constraint?: unknown } | null)?.constraint;
  const driver = (error as { driverError?: { constraint?: unknown } } | null)?.driverError?.constraint;
  const name = own ?? driver;
  return typeof name === 'string' ? name : undefined;
}

/** Classifies an error raised in the given phase of a transaction. */
export function classify(error: unknown, phase: TxPhase): OutcomeClass {
  const state = sqlState(error);
  if (state !== undefined) {
    if (RETRY.has(state)) return 'retry';
    // A server that shuts down says so before it has committed only when COMMIT was not yet sent.
    if (UNAVAILABLE.has(state) || state.startsWith('08') || state.startsWith('57P'))
      return phase === 'commit' ? 'ambiguous' : 'unavailable';
    if (/^(22|23|42501|44)/.test(state)) return 'refused';
    return 'defect';
  }
  if (isConnectionLoss(error)) return phase === 'commit' ? 'ambiguous' : 'unavailable';
  return 'defect';
}

/** True for errors without SQLSTATE that say the connection is gone (TypeORM and pg lose the code when it dies). */
export function isConnectionLoss(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && CONNECTION_ERRORS.has(code)) return true;
  return error instanceof Error && CONNECTION_TEXT.test(error.message);
}

/** True when the database cannot be worked with now: whatever was under way is tried again as a whole. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || isConnectionLoss(error) || classify(error, 'body') === 'unavailable';
}

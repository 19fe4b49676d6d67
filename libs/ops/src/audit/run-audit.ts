/** Runs the audit: every invariant over one consistent picture of the database. */
import type { Database, Tx } from '#libs/platform';
import type { GatewayBookLine } from '#libs/payment';
import { GATEWAY_BOOKS, gatewayDifferences, type GatewayBooks } from './gateway-books.js';
import { invariants } from './invariants.js';

/** The most rows reported per invariant: enough to see the pattern. */
export const ROWS_MAX = 20;

/** An invariant that does not hold, with rows that break it. */
export interface Violation {
  readonly invariant: string;
  readonly sentence: string;
  readonly rows: readonly object[];
}

/** One invariant looked at. */
export interface Check extends Violation {
  readonly durationMs: number;
}

/** What an audit found. */
export interface AuditReport {
  /** How many invariants were looked at. */
  readonly invariants: number;
  readonly violations: readonly Violation[];
}

export interface AuditOptions {
  /** Names of the invariants to look at; all by default. */
  readonly only?: readonly string[];
  /** Gateways whose own books are compared with ours, as one invariant more. */
  readonly gateways?: readonly GatewayBooks[];
  /** Told of each invariant as it was looked at. */
  readonly checked?: (check: Check) => void;
}

/** Audits in one `REPEATABLE READ READ ONLY` transaction. @throws when the database or a gateway cannot be reached */
export async function runAudit(database: Database, options: AuditOptions = {}): Promise<AuditReport> {
  const before = await Promise.all((options.gateways ?? []).map((gateway) => gateway.read()));
  return database.transaction((tx) => auditWithin(tx, options, before), { snapshot: true });
}

/** The violations alone: `expect(await auditViolations(database)).toEqual([])`. */
export async function auditViolations(database: Database, options: AuditOptions = {}): Promise<readonly Violation[]> {
  return (await runAudit(database, options)).violations;
}

/** As {@link runAudit}, in a transaction of the caller's: also sees what that one has not committed. */
export async function auditWithin(
  tx: Tx,
  { gateways = [], checked }: AuditOptions = {},
  before: readonly (readonly GatewayBookLine[])[] = [],
): Promise<AuditReport> {
  // Whole tables are read once each; hash tables of a large shop belong in memory, and compiling plans costs more than it saves.
  await tx.query(`SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
  const violations: Violation[] = [];
  const note = (about: { name: string; sentence: string }, rows: readonly object[], startedAt: number): void => {
    const violation = { invariant: about.name, sentence: about.sentence, rows };
    if (rows.length > 0) violations.push(violation);
    checked?.({ ...violation, durationMs: performance.now() - startedAt });
  };
  for (const invariant of invariants) {
    const startedAt = performance.now();
    const values = invariant.sql.includes('$1') ? [tx.now] : [];
    note(
      invariant,
      await tx.query<object>(`SELECT * FROM (${invariant.sql}) AS violation LIMIT ${ROWS_MAX}`, values),
      startedAt,
    );
  }
  for (const [i, gateway] of gateways.entries()) {
    const startedAt = performance.now();
    const rows = await gatewayDifferences(tx, gateway, before[i] ?? []);
    note(GATEWAY_BOOKS, rows.slice(0, ROWS_MAX), startedAt);
  }
  return { invariants: invariants.length + gateways.length, violations };
}

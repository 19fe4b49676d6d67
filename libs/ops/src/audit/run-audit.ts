/** Runs the audit: every invariant over one consistent picture of the database. */
import type { Database, Tx } from '#libs/platform';
import type { GatewayBookLine } from '#libs/payment';
import type { PayoutBookLine } from '#libs/wallet-saga';
import type { Invariant } from './invariant.js';
import { GATEWAY_BOOKS, gatewayDifferences, type GatewayBooks } from './gateway-books.js';
import { invariants } from './invariants.js';
import { PAYOUT_BOOKS, payoutDifferences, type PayoutBooksReader } from './payout-books.js';

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
  /** Payout providers whose own books are compared with ours, as one invariant more. */
  readonly payouts?: readonly PayoutBooksReader[];
  /** Told of each invariant as it was looked at. */
  readonly checked?: (check: Check) => void;
}

/** Audits in one `REPEATABLE READ READ ONLY` transaction. @throws when the database or a gateway cannot be reached */
export async function runAudit(database: Database, options: AuditOptions = {}): Promise<AuditReport> {
  const gateways = options.gateways ?? [];
  const before = {
    gateways: await Promise.all(gateways.map(async (gateway) => ({ gateway, lines: await gateway.read() }))),
    payouts: await Promise.all(
      (options.payouts ?? []).map(async (provider) => ({ provider, lines: await provider.read() })),
    ),
  };
  return database.transaction((tx) => auditWithin(tx, options, before), { snapshot: true });
}

/** The violations alone: `expect(await auditViolations(database)).toEqual([])`. */
export async function auditViolations(database: Database, options: AuditOptions = {}): Promise<readonly Violation[]> {
  return (await runAudit(database, options)).violations;
}

/** What providers outside had before our snapshot; see {@link gatewayDifferences}. */
export interface BooksBefore {
  readonly gateways?: readonly { readonly gateway: GatewayBooks; readonly lines: readonly GatewayBookLine[] }[];
  readonly payouts?: readonly { readonly provider: PayoutBooksReader; readonly lines: readonly PayoutBookLine[] }[];
}

/** As {@link runAudit}, in a transaction of the caller's: also sees what that one has not committed. */
export async function auditWithin(
  tx: Tx,
  { checked, only }: Omit<AuditOptions, 'gateways' | 'payouts'>,
  before: BooksBefore = {},
): Promise<AuditReport> {
  // Whole tables are read once each: their hash tables belong in memory, and compiling the plans costs more than it saves.
  await tx.query(`SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
  const checks = [
    ...invariants.map((invariant) => ({ invariant, look: () => rowsOf(tx, invariant) })),
    ...(before.gateways ?? []).map(({ gateway, lines }) => ({
      invariant: GATEWAY_BOOKS,
      look: async () => (await gatewayDifferences(tx, gateway, lines)).slice(0, ROWS_MAX),
    })),
    ...(before.payouts ?? []).map(({ provider, lines }) => ({
      invariant: PAYOUT_BOOKS,
      look: async () => (await payoutDifferences(tx, provider, lines)).slice(0, ROWS_MAX),
    })),
  ].filter(({ invariant }) => only === undefined || only.includes(invariant.name));
  const violations: Violation[] = [];
  for (const { invariant, look } of checks) {
    const startedAt = performance.now();
    const rows = await look();
    const violation = { invariant: invariant.name, sentence: invariant.sentence, rows };
    if (rows.length > 0) violations.push(violation);
    checked?.({ ...violation, durationMs: performance.now() - startedAt });
  }
  return { invariants: checks.length, violations };
}

function rowsOf(tx: Tx, { sql }: Invariant): Promise<object[]> {
  const values = sql.includes('$1') ? [tx.now] : [];
  return tx.query<object>(`SELECT * FROM (${sql}) AS violation LIMIT ${ROWS_MAX}`, values);
}

/** Sagas as rows. A row moves only under its lock; a remote call is fenced by a lease token. */
import { longTextArray, plainArray, textArray, timeArray } from '../db/arrays.js';
import type { Database } from '../db/database.js';
import { statement } from '../db/statement.js';
import type { Tx } from '../db/tx.js';
import type { SagaState } from './decide.js';

/** A saga row as read under lock. */
export interface SagaRow {
  id: string;
  name: string;
  version: number;
  cursor: number;
  state: SagaState;
  wakeAt: Date | null;
  attempts: number;
  input: string;
  refusal: string | null;
  fault: string | null;
}

const COLUMNS = `id, name, version, cursor, state, wake_at AS "wakeAt", attempts, input, refusal, fault`;

const insertRows = statement<never>(
  'platform.saga_insert',
  `
  INSERT INTO platform.saga (id, name, version, cursor, state, wake_at, input, refusal, updated_at)
  SELECT *, $9::timestamptz
  FROM unnest($1::uuid[], $2::text[], $3::smallint[], $4::smallint[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])`,
);

const updateRows = statement<never>(
  'platform.saga_update',
  `
  UPDATE platform.saga AS s
  SET cursor = v.cursor, state = v.state, wake_at = v.wake_at, attempts = v.attempts, refusal = v.refusal, fault = v.fault,
    lease = NULL, lease_until = NULL, updated_at = $8
  FROM unnest($1::uuid[], $2::smallint[], $3::text[], $4::timestamptz[], $5::smallint[], $6::text[], $7::text[])
    AS v (id, cursor, state, wake_at, attempts, refusal, fault)
  WHERE s.id = v.id`,
);

const claimDue = statement<SagaRow>(
  'platform.saga_claim_due',
  `
  SELECT ${COLUMNS}
  FROM platform.saga
  WHERE wake_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
  ORDER BY wake_at
  LIMIT $2
  FOR UPDATE SKIP LOCKED`,
);

const claimIds = statement<SagaRow>(
  'platform.saga_claim_ids',
  `
  SELECT ${COLUMNS}
  FROM platform.saga
  WHERE id = ANY ($1::uuid[]) AND wake_at <= $2 AND (lease_until IS NULL OR lease_until <= $2)
  ORDER BY id
  FOR UPDATE SKIP LOCKED`,
);

const lockIds = statement<SagaRow>(
  'platform.saga_lock_ids',
  `
  SELECT ${COLUMNS}
  FROM platform.saga
  WHERE id = ANY ($1::uuid[])
  ORDER BY id
  FOR UPDATE`,
);

const findIds = statement<{ id: string; state: SagaState }>(
  'platform.saga_find_ids',
  `SELECT id, state FROM platform.saga WHERE id = ANY ($1::uuid[])`,
);

const readInputs = statement<{ id: string; input: string }>(
  'platform.saga_read_inputs',
  `SELECT id, input FROM platform.saga WHERE id = ANY ($1::uuid[])`,
);

const takeLease = statement<never>(
  'platform.saga_take_lease',
  `
  UPDATE platform.saga SET lease = $2, lease_until = $3, wake_at = $3, attempts = attempts + 1
  WHERE id = ANY ($1::uuid[])`,
);

const lockLeased = statement<SagaRow>(
  'platform.saga_lock_leased',
  `
  SELECT ${COLUMNS}
  FROM platform.saga
  WHERE id = ANY ($1::uuid[]) AND lease = $2
  ORDER BY id
  FOR UPDATE`,
);

const wake = statement<{ id: string }>(
  'platform.saga_wake',
  `
  UPDATE platform.saga SET wake_at = $2
  WHERE id = ANY ($1::uuid[]) AND state IN ('waiting', 'calling') AND wake_at > $2
    AND (lease_until IS NULL OR lease_until <= $2)
  RETURNING id`,
);

export const readSaga = statement<SagaRow & { updatedAt: Date }>(
  'platform.saga_read',
  `SELECT ${COLUMNS}, updated_at AS "updatedAt" FROM platform.saga WHERE id = $1`,
);

export const listSagas = statement<SagaRow & { updatedAt: Date }>(
  'platform.saga_list',
  `
  SELECT ${COLUMNS}, updated_at AS "updatedAt"
  FROM platform.saga
  WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2) AND ($4::text IS NULL OR name = $4)
  ORDER BY id DESC
  LIMIT $3`,
);

const countStuck = statement<{ sagas: number }>(
  'platform.saga_count_stuck',
  `SELECT count(*) AS sagas FROM platform.saga WHERE state = 'stuck'`,
);

/** What the engine changed of a row. */
export interface SagaChange {
  readonly id: string;
  readonly cursor: number;
  readonly state: SagaState;
  readonly wakeAt: Date | null;
  readonly attempts: number;
  readonly refusal: string | null;
  readonly fault: string | null;
}

export function insertSagas(
  tx: Tx,
  rows: readonly (SagaChange & { name: string; version: number; input: string })[],
): void {
  if (rows.length === 0) return;
  tx.send(insertRows, [
    plainArray(rows.map((row) => row.id)),
    textArray(rows.map((row) => row.name)),
    plainArray(rows.map((row) => row.version)),
    plainArray(rows.map((row) => row.cursor)),
    textArray(rows.map((row) => row.state)),
    timeArray(rows.map((row) => row.wakeAt)),
    longTextArray(rows.map((row) => row.input)),
    textArray(rows.map((row) => row.refusal)),
    tx.now,
  ]);
}

export function updateSagas(tx: Tx, rows: readonly SagaChange[]): void {
  if (rows.length === 0) return;
  tx.send(updateRows, [
    plainArray(rows.map((row) => row.id)),
    plainArray(rows.map((row) => row.cursor)),
    textArray(rows.map((row) => row.state)),
    timeArray(rows.map((row) => row.wakeAt)),
    plainArray(rows.map((row) => row.attempts)),
    textArray(rows.map((row) => row.refusal)),
    textArray(rows.map((row) => row.fault)),
    tx.now,
  ]);
}

/** Locks sagas that are due, skipping those another process has. */
export const claimDueSagas = (tx: Tx, limit: number): Promise<SagaRow[]> => tx.run(claimDue, [tx.now, limit]);
/** As {@link claimDueSagas}, for the named ones among them. */
export const claimSagas = (tx: Tx, ids: readonly string[]): Promise<SagaRow[]> =>
  tx.run(claimIds, [plainArray(ids), tx.now]);
/** Locks sagas in any state, waiting for whoever has them. */
export const lockSagas = (tx: Tx, ids: readonly string[]): Promise<SagaRow[]> => tx.run(lockIds, [plainArray(ids)]);
/** The ids among these that sagas have, with their states. */
export const findSagas = (tx: Tx, ids: readonly string[]): Promise<{ id: string; state: SagaState }[]> =>
  tx.run(findIds, [plainArray(ids)]);
/** What sagas were started with, as they are kept. */
export const readSagaInputs = (tx: Tx, ids: readonly string[]): Promise<{ id: string; input: string }[]> =>
  tx.run(readInputs, [plainArray(ids)]);
/** How many sagas wait for a person. */
export const countStuckSagas = async (reader: Pick<Database, 'run'>): Promise<number> =>
  (await reader.run(countStuck))[0]!.sagas;
/** Locks the sagas that still carry this lease: one whose lease was lost is left to its new owner. */
export const lockLeasedSagas = (tx: Tx, ids: readonly string[], lease: string): Promise<SagaRow[]> =>
  tx.run(lockLeased, [plainArray(ids), lease]);
/** Marks sagas as being called for, until a moment; after it anybody may take over. */
export const leaseSagas = (tx: Tx, ids: readonly string[], lease: string, until: Date): Promise<number> =>
  tx.change(takeLease, [plainArray(ids), lease, until]);
/** Makes sagas due now that wait or are to ask again. A saga that is just entering its wait is locked; this waits for it and then wakes it. */
export const wakeSagas = (tx: Tx, ids: readonly string[]): Promise<{ id: string }[]> =>
  tx.run(wake, [plainArray(ids), tx.now]);

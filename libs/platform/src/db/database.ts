/** The one door to PostgreSQL: transactions with bounded retry, plain reads, and the classes of what can go wrong. */
import type { Pool, PoolClient } from 'pg';
import pg from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { redact } from '../logging/redact.js';
import { idOfResult, type ActOutcome, type ActRecorder, type AdminAct } from './admin-act.js';
import { AmbiguousOutcome, classify, DatabaseUnavailable, sqlState, type TxPhase } from './outcome.js';
import type { Statement } from './statement.js';
import { statementCounts, Tx } from './tx.js';
import { reached } from '../testing/fault-points.js';

/** How often a transaction is run again after a deadlock or serialization failure before the error is passed on. */
export const TX_ATTEMPTS_MAX = 8;

const INT8_OID = 20;
const INT8_ARRAY_OID = 1016;

/** bigint columns become JavaScript numbers; one beyond 2^53 is a defect and throws rather than lose a unit. */
function exactInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond the safe integers`);
  return value;
}
pg.types.setTypeParser(INT8_OID, exactInt8);
const parseTextArray = pg.types.getTypeParser(1009 as never) as (text: string) => string[];
pg.types.setTypeParser(INT8_ARRAY_OID as never, ((text: string) => parseTextArray(text).map(exactInt8)) as never);

/** Options of one transaction. */
export interface TransactionOptions {
  /** Binds TypeORM's EntityManager to it (`tx.entities`), for administration. */
  readonly withEntities?: boolean;
  /** `READ ONLY REPEATABLE READ`: one consistent picture for reports and the audit. */
  readonly snapshot?: boolean;
  /**
   * Early lock release: COMMIT gives the row locks back without waiting for the disk; nothing may be answered, and nobody woken, before
   * {@link Database.flushed} has resolved. Rivals on a hot row then wait for the work, not for the disk (ADR 0007).
   */
  readonly releaseLocksEarly?: boolean;
  /** Who does it. An act of administration is recorded in the transaction, unless that changes nothing. */
  readonly by?: { readonly act?: AdminAct };
}

/** Connections, transactions and plain reads over one PostgreSQL. */
export class Database {
  /** Milliseconds added to the database clock; only the testing kit sets it. */
  clockOffsetMs = 0;
  /** Errors that fell into no class: always 0 in a healthy process; metrics and tests read it. */
  defects = 0;
  /** Writes the records of acts of administration; set by the library that keeps them. Without it no act can be done. */
  actRecorder: ActRecorder | undefined;
  private currentFlush: Promise<void> | undefined;
  private nextFlush: Promise<void> | undefined;

  constructor(private readonly source: DataSource) {}

  /** The pg pool below TypeORM. */
  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /** A TypeORM repository for simple reads outside a transaction. */
  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.source.getRepository(entity);
  }

  /**
   * Runs `body` in one READ COMMITTED transaction and commits it. Deadlocks, serialization failures and lock timeouts run
   * `body` again (bounded, with jitter), so `body` must have no effect outside `tx`.
   * @throws AmbiguousOutcome when the connection died while committing, DatabaseUnavailable when nothing was kept.
   */
  async transaction<T>(body: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(body, options);
      } catch (error) {
        if (!(error instanceof RetryTransaction)) throw error;
        if (attempt >= TX_ATTEMPTS_MAX) throw error.cause;
        await jitter(attempt);
      }
    }
  }

  /** Runs one declared statement outside a transaction. @throws DatabaseUnavailable */
  async run<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    statementCounts.set(statement.name, (statementCounts.get(statement.name) ?? 0) + 1);
    try {
      const result = await this.pool.query({ name: statement.name, text: statement.text, values: values as unknown[] });
      return result.rows as Row[];
    } catch (error) {
      throw this.translated(error, 'body');
    }
  }

  /** Runs a text made on the spot outside a transaction. Never with outside text in it. @throws DatabaseUnavailable */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      const result = await this.pool.query({ text, values: values as unknown[] });
      return result.rows as Row[];
    } catch (error) {
      throw this.translated(error, 'body');
    }
  }

  /** The database clock, plus the test clock's offset. */
  async now(): Promise<Date> {
    const [row] = await this.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    return new Date(row!.now.getTime() + this.clockOffsetMs);
  }

  /**
   * Resolves when everything committed before this call is on disk (and on the synchronous standby, where there is one): a commit
   * of its own waits for all the log before it. Calls that come together share one.
   * @throws AmbiguousOutcome when that cannot be known
   */
  flushed(): Promise<void> {
    // One that is under way may have begun before the caller's commit: the next one counts, for everybody who comes meanwhile.
    this.nextFlush ??= (this.currentFlush ?? Promise.resolve()).then(() => {
      this.nextFlush = undefined;
      const flush = this.flush();
      this.currentFlush = flush.catch(() => undefined);
      return flush;
    });
    return this.nextFlush;
  }

  private async flush(): Promise<void> {
    statementCounts.set('db.flush', (statementCounts.get('db.flush') ?? 0) + 1);
    try {
      await this.pool.query({ name: 'db.flush', text: "SELECT pg_logical_emit_message(true, 'cartwright', '')" });
    } catch (error) {
      throw new AmbiguousOutcome(error);
    }
  }

  private async attempt<T>(body: (tx: Tx) => Promise<T>, options: TransactionOptions): Promise<T> {
    const runner = options.withEntities ? this.source.createQueryRunner() : undefined;
    let client: PoolClient;
    try {
      client = runner ? ((await runner.connect()) as PoolClient) : await this.pool.connect();
    } catch (error) {
      throw this.translated(error, 'connect');
    }
    let phase: TxPhase = 'connect';
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    let tx: Tx | undefined;
    try {
      const now = await this.begin(client, runner, options);
      phase = 'body';
      const opened = Tx.open(client, now, runner?.manager);
      tx = opened;
      const result = await body(opened);
      if (options.by?.act !== undefined) await this.record(opened, options.by.act, result);
      await opened.flush();
      reached('db.before_commit');
      phase = 'commit';
      await (runner ? runner.commitTransaction() : client.query('COMMIT'));
      reached('db.after_commit');
      if (!options.releaseLocksEarly) opened.committed();
      else if (opened.hasCommitHooks)
        void this.flushed().then(
          () => opened.committed(),
          () => undefined,
        );
      return result;
    } catch (thrown) {
      const error = tx === undefined ? thrown : await tx.causeOf(thrown);
      if (phase !== 'commit' || !isLost(error)) await rollback(client, runner).catch((lost: Error) => (broken = lost));
      if (isLost(error)) broken = error as Error;
      const outcome = classify(error, phase);
      if (outcome === 'retry') throw new RetryTransaction(error);
      throw this.translated(error, phase);
    } finally {
      client.removeListener('error', onError);
      if (runner) await runner.release().catch(() => undefined);
      else client.release(broken);
    }
  }

  /** Records an act whose transaction changes something: one without an id of its own has written and locked nothing. */
  private async record(tx: Tx, act: AdminAct, result: unknown): Promise<void> {
    if (tx.isRepetition) return;
    const [row] = await tx.query<{ changed: boolean }>(
      'SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS changed',
    );
    if (!row!.changed) return;
    if (this.actRecorder === undefined) throw new Error(`${act.operation}: nobody keeps a record of administration`);
    await this.actRecorder(tx, {
      ...act,
      subjectId: idOfResult(result),
      outcome: redact(tx.toldOutcome) as ActOutcome | null,
    });
  }

  private async begin(
    client: PoolClient,
    runner: ReturnType<DataSource['createQueryRunner']> | undefined,
    options: TransactionOptions,
  ): Promise<Date> {
    if (runner) {
      await runner.startTransaction();
      const result = await client.query<{ now: Date }>('SELECT now() AS now');
      return new Date(result.rows[0]!.now.getTime() + this.clockOffsetMs);
    }
    statementCounts.set('db.begin', (statementCounts.get('db.begin') ?? 0) + 1);
    const begin = options.snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN';
    // One simple-protocol message for both: the clock costs no round trip.
    const durability = options.releaseLocksEarly ? `, set_config('synchronous_commit', 'off', true)` : '';
    const results = (await client.query(`${begin}; SELECT now() AS now${durability}`)) as unknown as {
      rows: { now: Date }[];
    }[];
    return new Date(results.at(-1)!.rows[0]!.now.getTime() + this.clockOffsetMs);
  }

  private translated(error: unknown, phase: TxPhase): unknown {
    switch (classify(error, phase)) {
      case 'ambiguous':
        return new AmbiguousOutcome(error);
      case 'unavailable':
        return new DatabaseUnavailable(error);
      case 'defect':
        // A body may throw anything; only what PostgreSQL said is a defect of the database.
        if (sqlState(error) !== undefined) this.defects += 1;
        return error;
      default:
        return error;
    }
  }
}

/** Thrown by a body that found its basis changed (a rival wrote first) and wants the whole transaction run again. */
export class RetryTransaction extends Error {
  constructor(cause: unknown) {
    super('the transaction must be run again', { cause });
    this.name = 'RetryTransaction';
  }
}

function isLost(error: unknown): boolean {
  const outcome = classify(error, 'body');
  return outcome === 'unavailable';
}

async function rollback(
  client: PoolClient,
  runner: ReturnType<DataSource['createQueryRunner']> | undefined,
): Promise<void> {
  if (runner) await runner.rollbackTransaction();
  else await client.query('ROLLBACK');
}

/** Full jitter, 2 ms doubling to 256 ms: rivals of a deadlock must not meet again in step. */
function jitter(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** Math.min(attempt, 8)));
}

/** A transaction as a value: the first parameter of every verb that touches rows, made only by `Database.transaction`. */
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import type { ActOutcome } from './admin-act.js';
import type { Statement } from './statement.js';

declare const txBrand: unique symbol;

/** Counts the statements a process sends, by name: the bench reports statements per order from it. */
export const statementCounts = new Map<string, number>();

/** An open transaction. Only `Database.transaction` constructs one; holding a `Tx` is the proof of being inside it. */
export class Tx {
  declare private readonly [txBrand]: true;
  private readonly commitHooks: (() => void)[] = [];
  private readonly flushes: (() => Promise<void>)[] = [];
  private readonly sent: Promise<unknown>[] = [];
  private readonly readings: (() => Promise<void>)[] = [];
  private repeats = false;
  private outcome: ActOutcome | null = null;

  private constructor(
    private readonly client: PoolClient,
    /** The database clock at the start of this transaction (plus the test clock's offset). The only "now" a rule may use. */
    readonly now: Date,
    private readonly manager: EntityManager | undefined,
  ) {}

  /** @internal for Database only. */
  static open(client: PoolClient, now: Date, manager: EntityManager | undefined): Tx {
    return new Tx(client, now, manager);
  }

  /** Runs a declared statement as a named prepared statement. */
  async run<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    statementCounts.set(statement.name, (statementCounts.get(statement.name) ?? 0) + 1);
    const result = await this.client.query({ name: statement.name, text: statement.text, values: values as unknown[] });
    return result.rows as Row[];
  }

  /** As {@link run}, for the number of rows the statement changed. */
  async change(statement: Statement<never>, values: readonly unknown[] = []): Promise<number> {
    statementCounts.set(statement.name, (statementCounts.get(statement.name) ?? 0) + 1);
    const result = await this.client.query({ name: statement.name, text: statement.text, values: values as unknown[] });
    return result.rowCount ?? 0;
  }

  /**
   * As {@link change}, without waiting: the statement is on its way, in order with all others, and its failure fails the transaction
   * before COMMIT. For writes whose outcome nobody looks at; a round trip saved each.
   */
  send(statement: Statement<never>, values: readonly unknown[] = []): void {
    const sent = this.change(statement, values);
    // Looked at in `flush`; until then it must not count as unhandled.
    sent.catch(() => undefined);
    this.sent.push(sent);
  }

  /**
   * As {@link send}, for a statement that answers rows which nothing of the transaction depends on: `read` gets them before COMMIT, in the
   * order sent, ahead of what {@link beforeCommit} runs. For what is told of a change, never for what decides.
   */
  sendAndRead<Row>(statement: Statement<Row>, values: readonly unknown[], read: (rows: Row[]) => void): void {
    const sent = this.run(statement, values);
    sent.catch(() => undefined);
    this.sent.push(sent);
    this.readings.push(async () => read(await sent));
  }

  /** Runs a text made on the spot (administration, filters from an allow-list). Never with outside text in it. */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.client.query({ text, values: values as unknown[] });
    return result.rows as Row[];
  }

  /** TypeORM's manager bound to this transaction. @throws Error when it was not opened with `withEntities`. */
  get entities(): EntityManager {
    if (this.manager === undefined)
      throw new Error('open this transaction with { withEntities: true } to use repositories');
    return this.manager;
  }

  /** Calls `hook` once the commit is acknowledged; for waking readers, never for anything a result depends on. */
  afterCommit(hook: () => void): void {
    this.commitHooks.push(hook);
  }

  /** Runs `flush` once, in this transaction, just before COMMIT: for rows that many verbs add to and one statement writes. */
  beforeCommit(flush: () => Promise<void>): void {
    this.flushes.push(flush);
  }

  /** Says that this transaction does nothing new: it repeats an answer, or keeps a refusal. It is not recorded as an act. */
  markAsRepetition(): void {
    this.repeats = true;
  }

  /** True once {@link markAsRepetition} was called. */
  get isRepetition(): boolean {
    return this.repeats;
  }

  /**
   * Says what came of the act that this transaction carries out, where that is not what was sent: the record of the act keeps it.
   * Forgotten where it is no act of administration, as when a program does it.
   */
  tellOutcome(outcome: ActOutcome): void {
    this.outcome = { ...this.outcome, ...outcome };
  }

  /** What {@link tellOutcome} was told. */
  get toldOutcome(): ActOutcome | null {
    return this.outcome;
  }

  /** @internal for Database only. */
  async flush(): Promise<void> {
    for (const reading of this.readings.splice(0)) await reading();
    for (const flush of this.flushes.splice(0)) await flush();
    // In the order sent: the first failure is the cause, those after it only say that the transaction is aborted.
    for (const sent of this.sent.splice(0)) await sent;
  }

  /** @internal for Database only. The cause behind `error`: a statement sent earlier may have failed, and later ones only report that. */
  async causeOf(error: unknown): Promise<unknown> {
    for (const sent of this.sent.splice(0)) {
      try {
        await sent;
      } catch (cause) {
        return cause;
      }
    }
    return error;
  }

  /** @internal for Database only. */
  get hasCommitHooks(): boolean {
    return this.commitHooks.length > 0;
  }

  /** @internal for Database only. */
  committed(): void {
    for (const hook of this.commitHooks) hook();
  }
}

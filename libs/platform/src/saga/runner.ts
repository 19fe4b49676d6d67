/**
 * Claims due sagas in batches and moves them: local steps inside the claiming transaction, remote calls outside under a lease
 * of at most 15 s. Any number of processes may run one; a process that dies is taken over when its lease ends.
 */
import { Injectable } from '@nestjs/common';
import { Database } from '../db/database.js';
import { isDatabaseAway } from '../db/outcome.js';
import type { Tx } from '../db/tx.js';
import { uuid7 } from '../id/uuid7.js';
import { Metrics } from '../metrics/metrics.js';
import type { Refusal, SagaDefinition } from './definition.js';
import { SagaEngine, type SagaFault } from './engine.js';
import type { SagaState } from './decide.js';
import { ATTEMPTS_MAX, backoffMs } from './outcome-news.js';
import { type LeasedCall, RemoteCalls } from './remote-calls.js';
import {
  claimDueSagas,
  claimSagas,
  countStuckSagas,
  findSagas,
  leaseSagas,
  listSagas,
  lockSagas,
  readSaga,
  readSagaInputs,
  updateSagas,
  wakeSagas,
  type SagaRow,
} from './store.js';

export { ATTEMPTS_MAX } from './outcome-news.js';

/** How long a remote call may take before another process asks again. */
export const LEASE_SECONDS_MAX = 15;
/** Sagas claimed by one transaction. */
export const CLAIM_LIMIT = 200;
const POLL_MS = 250;

/** What a cancel came to. */
export type CancelOutcome = 'cancelling' | 'unknown' | 'too_late';
/** What telling a saga that its wait is over came to. */
export type ArriveOutcome = 'arrived' | 'unknown' | 'too_late';

@Injectable()
export class SagaRunner {
  private readonly engines = new Map<string, SagaEngine<never, never>>();
  private stopping = false;
  private loop: Promise<void> | undefined;
  private wakeUp: (() => void) | undefined;
  private hinted = false;
  /** Called with every unexpected error; the composition root logs them. */
  onError: (error: unknown) => void = () => undefined;

  private readonly calls: RemoteCalls;

  constructor(
    private readonly database: Database,
    metrics: Metrics,
  ) {
    // Read from the rows: whichever process left them so, and before the last start, too.
    const help = 'Flows that wait for a person; more than none is an alarm';
    metrics.gauge('cartwright_sagas_stuck', help, () => countStuckSagas(database));
    this.calls = new RemoteCalls(database, {
      engineOf: (row) => this.engine(row),
      failed: (sagaId, error) => this.fail(sagaId, error),
      settled: () => this.hint(),
      onError: (error) => this.onError(error),
    });
  }

  /** Makes a saga known; old versions stay registered until their last saga has ended. */
  register<Input, Work>(definition: SagaDefinition<Input, Work>): SagaEngine<Input, Work> {
    const engine = new SagaEngine(definition);
    this.engines.set(`${definition.name}/${definition.version}`, engine as unknown as SagaEngine<never, never>);
    return engine;
  }

  /**
   * Makes sagas look now whether what they wait for has come: those that wait, and those that would ask again later. Runs them right
   * after this transaction commits. One whose call is under way is left alone: it asks again by itself.
   */
  async wake(tx: Tx, sagaIds: readonly string[]): Promise<void> {
    if (sagaIds.length === 0) return;
    await wakeSagas(tx, sagaIds);
    tx.afterCommit(() => this.hint());
  }

  /** The ids among these that no saga has. Sagas are never deleted, so what is known stays known; it takes no locks. */
  async unknownIds(tx: Tx, sagaIds: readonly string[]): Promise<ReadonlySet<string>> {
    const known = new Set((await findSagas(tx, sagaIds)).map((row) => row.id));
    return new Set(sagaIds.filter((id) => !known.has(id)));
  }

  /** The states of those among these that are sagas. It takes no locks. */
  async states(tx: Tx, sagaIds: readonly string[]): Promise<ReadonlyMap<string, SagaState>> {
    return new Map((await findSagas(tx, sagaIds)).map((row) => [row.id, row.state]));
  }

  /** What those among these that are sagas were started with, as JSON texts. It takes no locks. */
  async inputs(tx: Tx, sagaIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await readSagaInputs(tx, sagaIds)).map((row) => [row.id, row.input]));
  }

  /** One saga, for operators; it takes no lock. */
  async find(reader: Pick<Database, 'run'>, sagaId: string): Promise<(SagaRow & { updatedAt: Date }) | undefined> {
    return (await reader.run(readSaga, [sagaId]))[0];
  }

  /** Sagas by state and name, newest first, for operators; `before` is the last id of the page before. */
  async list(filter: {
    readonly state?: SagaState;
    readonly name?: string;
    readonly before?: string;
    readonly limit: number;
  }): Promise<(SagaRow & { updatedAt: Date })[]> {
    const { state = null, name = null, before = null, limit } = filter;
    return this.database.run(listSagas, [state, before, limit, name]);
  }

  /** The name of the step a saga stands at; null once it has ended or when this process does not know the saga. */
  stepName(row: { readonly name: string; readonly version: number; readonly cursor: number }): string | null {
    return this.engines.get(`${row.name}/${row.version}`)?.definition.steps[row.cursor]?.name ?? null;
  }

  /** Says that something may be due, without waiting for the poll. */
  hint(): void {
    this.hinted = true;
    this.wakeUp?.();
  }

  /** Calls off a saga that waits. `too_late`: it is past its wait, or has ended. */
  async cancel(tx: Tx, sagaId: string, refusal: Refusal): Promise<CancelOutcome> {
    const [row] = await lockSagas(tx, [sagaId]);
    if (row === undefined) return 'unknown';
    if (row.state !== 'waiting') return 'too_late';
    await this.engine(row).apply(tx, [{ row, event: { kind: 'cancelled' }, refusal }]);
    tx.afterCommit(() => this.hint());
    return 'cancelling';
  }

  /**
   * Ends a saga's wait in this transaction: `note` writes down what the wait looks for, and the saga goes on from there. Against a
   * {@link cancel}, a rival or the deadline exactly one wins: all of them need the saga's row. `too_late`: it does not wait (any more).
   */
  async arrive(tx: Tx, sagaId: string, note: () => Promise<void>): Promise<ArriveOutcome> {
    const [row] = await lockSagas(tx, [sagaId]);
    if (row === undefined) return 'unknown';
    if (row.state !== 'waiting') return 'too_late';
    await note();
    const [saga] = await this.engine(row).resume(tx, [row]);
    if (saga!.position.state === 'waiting') throw new Error(`saga ${sagaId} still waits for what has been noted`);
    tx.afterCommit(() => this.hint());
    return 'arrived';
  }

  /** Lets a stuck saga go on from where it was. Answers false when it is not stuck. */
  async resume(tx: Tx, sagaId: string): Promise<boolean> {
    const [row] = await lockSagas(tx, [sagaId]);
    if (row?.state !== 'stuck') return false;
    const { before } = JSON.parse(row.fault!) as SagaFault;
    updateSagas(tx, [
      { id: row.id, cursor: row.cursor, state: before, wakeAt: tx.now, attempts: 0, refusal: row.refusal, fault: null },
    ]);
    tx.afterCommit(() => this.hint());
    return true;
  }

  /** Runs in the background until {@link stop}. */
  start(): void {
    this.stopping = false;
    this.loop ??= this.run();
  }

  /** Finishes what is under way and stops. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeUp?.();
    await this.loop;
    this.loop = undefined;
  }

  /** Runs until nothing is due now: for tests, and for a caller who wants to see the end of what it woke. */
  async drain(): Promise<void> {
    while ((await this.runOnce()) > 0);
  }

  /** One round: claims up to {@link CLAIM_LIMIT} due sagas (or those named), moves them, makes their calls. Answers how many it moved. */
  async runOnce(only?: readonly string[]): Promise<number> {
    let claimed: readonly string[] = [];
    let calls: readonly LeasedCall[] = [];
    const lease = uuid7();
    try {
      await this.database.transaction(async (tx) => {
        const rows = await (only ? claimSagas(tx, only) : claimDueSagas(tx, CLAIM_LIMIT));
        claimed = rows.map((row) => row.id);
        calls = await this.moveLocally(tx, rows, lease);
      });
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      // One poisoned saga must not hold up its neighbours: each alone, and the culprit is counted.
      for (const id of claimed) await this.runAlone(id);
      return claimed.length;
    }
    await this.calls.make(calls, lease);
    return claimed.length;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.hinted = false;
      let moved = 0;
      try {
        moved = await this.runOnce();
      } catch (error) {
        this.onError(error);
      }
      if (moved === 0 && !this.hinted && !this.stopping) await this.sleep();
    }
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wakeUp?.(), POLL_MS);
      this.wakeUp = () => {
        clearTimeout(timer);
        this.wakeUp = undefined;
        resolve();
      };
    });
  }

  private async moveLocally(tx: Tx, rows: readonly SagaRow[], lease: string): Promise<readonly LeasedCall[]> {
    const calls: LeasedCall[] = [];
    const local: SagaRow[] = [];
    for (const row of rows) {
      const call = this.callOf(row);
      if (call === undefined) local.push(row);
      else calls.push(call);
    }
    for (const [engine, group] of this.byEngine(local)) await engine.resume(tx, group);
    if (calls.length > 0) {
      await leaseSagas(
        tx,
        calls.map(({ row }) => row.id),
        lease,
        new Date(tx.now.getTime() + LEASE_SECONDS_MAX * 1000),
      );
    }
    return calls;
  }

  private callOf(row: SagaRow): LeasedCall | undefined {
    if (row.state === 'calling') return { row, isUndo: false };
    if (row.state === 'undoing' && this.engine(row).stepAt(row.cursor).kind !== 'local') return { row, isUndo: true };
    return undefined;
  }

  /** Runs one saga in a transaction of its own; its failure is counted on its row and ends in `stuck`. */
  private async runAlone(id: string): Promise<void> {
    const lease = uuid7();
    try {
      let calls: readonly LeasedCall[] = [];
      await this.database.transaction(async (tx) => {
        calls = await this.moveLocally(tx, await claimSagas(tx, [id]), lease);
      });
      await this.calls.make(calls, lease);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      await this.fail(id, error);
    }
  }

  private async fail(id: string, error: unknown): Promise<void> {
    this.onError(error);
    const message = error instanceof Error ? error.message : String(error);
    await this.database.transaction(async (tx) => {
      const [row] = await lockSagas(tx, [id]);
      if (row === undefined || row.wakeAt === null) return;
      const attempts = row.attempts + 1;
      const isStuck = attempts >= ATTEMPTS_MAX;
      updateSagas(tx, [
        {
          id,
          cursor: row.cursor,
          state: isStuck ? 'stuck' : row.state,
          attempts,
          refusal: row.refusal,
          wakeAt: isStuck ? null : new Date(tx.now.getTime() + backoffMs(attempts)),
          fault: JSON.stringify({ before: row.state, message } satisfies SagaFault),
        },
      ]);
    });
  }

  private engine(row: SagaRow): SagaEngine<never, never> {
    const engine = this.engines.get(`${row.name}/${row.version}`);
    if (engine === undefined) throw new Error(`saga ${row.name} version ${row.version} is not known to this process`);
    return engine;
  }

  private byEngine(rows: readonly SagaRow[]): Map<SagaEngine<never, never>, SagaRow[]> {
    const groups = new Map<SagaEngine<never, never>, SagaRow[]>();
    for (const row of rows) {
      const engine = this.engine(row);
      const group = groups.get(engine);
      if (group) group.push(row);
      else groups.set(engine, [row]);
    }
    return groups;
  }
}

/** The calls of sagas that stand at a remote step: made outside every transaction under a lease, their outcomes kept in one. */
import type { Database } from '../db/database.js';
import { isDatabaseAway } from '../db/outcome.js';
import { reached } from '../testing/fault-points.js';
import type { RemoteOutcome } from './definition.js';
import type { SagaEngine } from './engine.js';
import { newsOfOutcome } from './outcome-news.js';
import { lockLeasedSagas, type SagaRow } from './store.js';

/** A saga whose call, or whose call that takes back, is to be made. */
export interface LeasedCall {
  readonly row: SagaRow;
  readonly isUndo: boolean;
}

/** What the calls need of who makes them. */
export interface CallOwner {
  engineOf(row: SagaRow): SagaEngine<never, never>;
  /** An outcome could not be kept: counted on the saga's row. */
  failed(sagaId: string, error: unknown): Promise<void>;
  /** Calls have ended: their sagas may go on. */
  settled(): void;
  onError(error: unknown): void;
}

export class RemoteCalls {
  constructor(
    private readonly database: Database,
    private readonly owner: CallOwner,
  ) {}

  /** Makes the calls, those of one step together, and keeps what came of them where the lease still holds. */
  async make(calls: readonly LeasedCall[], lease: string): Promise<void> {
    const groups = new Map<string, LeasedCall[]>();
    for (const call of calls) {
      const key = `${call.row.name}/${call.row.version}/${call.row.cursor}/${call.isUndo}`;
      const group = groups.get(key);
      if (group) group.push(call);
      else groups.set(key, [call]);
    }
    await Promise.all([...groups.values()].map((group) => this.callGroup(group, lease)));
  }

  private async callGroup(group: readonly LeasedCall[], lease: string): Promise<void> {
    const { row: first, isUndo } = group[0]!;
    const engine = this.owner.engineOf(first);
    const step = engine.stepAt(first.cursor);
    if (step.kind === 'local') throw new Error(`${step.name} is local and makes no calls`);
    const act = isUndo ? step.undo!.act : (step as Extract<typeof step, { kind: 'remote' }>).act;
    let outcomes: readonly RemoteOutcome[];
    try {
      outcomes = await act(group.map(({ row }) => engine.live(row)));
    } catch (error) {
      this.owner.onError(error);
      const detail = error instanceof Error ? error.message : String(error);
      outcomes = group.map(() => ({ kind: 'unknown', detail }));
    }
    reached(`saga.${first.name}.${step.name}.${isUndo ? 'undo_called' : 'called'}`);
    const outcomeOf = new Map(group.map(({ row }, i) => [row.id, outcomes[i]!]));
    const settle = (only: readonly string[]): Promise<void> =>
      this.database.transaction(async (tx) => {
        const rows = await lockLeasedSagas(tx, only, lease);
        await engine.apply(
          tx,
          rows.map((row) => newsOfOutcome(row, outcomeOf.get(row.id)!, { isUndo, now: tx.now })),
        );
      });
    try {
      await settle([...outcomeOf.keys()]);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      for (const id of outcomeOf.keys()) await settle([id]).catch((culprit: unknown) => this.owner.failed(id, culprit));
    }
    this.owner.settled();
  }
}

/**
 * Group commit: calls that arrive while the previous batch is committing are collected and run as one transaction. No added
 * wait: a lone call runs alone, at once. Under load the batches grow by themselves and the cost of a commit is shared.
 */

/** The queue is full: answered as 503 with Retry-After. Nothing was done. */
export class Overloaded extends Error {
  constructor(readonly queue: string) {
    super(`the ${queue} queue is full`);
    this.name = 'Overloaded';
  }
}

/** Bounds of a batcher; every one has a name so that it can be found when it bites. */
export interface BatcherOptions<Call, Outcome> {
  readonly name: string;
  /** The most calls one transaction carries. */
  readonly batchSizeMax: number;
  /** The most calls that may wait; beyond it {@link Overloaded}. */
  readonly queueLengthMax: number;
  /** How many batches may be under way at once. */
  readonly lanes: number;
  /**
   * How many calls must wait before a batch starts beside one that is under way; 1 when absent. Small batches side by side cost more than
   * one after the other: each pays its own commit, and they meet at the same rows.
   */
  readonly furtherLaneCallsMin?: number;
  /**
   * Runs one transaction over the calls and answers in their order. A call may get an `Error` as its outcome: it is
   * thrown to that caller alone. Throwing fails the whole batch.
   */
  readonly run: (calls: readonly Call[]) => Promise<readonly (Outcome | Error)[] | Deferred<Outcome>>;
  /** True for an error that would hit each call alone as well (database down, unknown commit): no splitting then. */
  readonly isShared?: (error: unknown) => boolean;
}

/** Outcomes that may not be told yet: the lane is free for the next batch while they wait (for the disk). */
export interface Deferred<Outcome> {
  readonly outcomes: Promise<readonly (Outcome | Error)[]>;
}

interface Waiting<Call, Outcome> {
  readonly call: Call;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Collects calls into batches. Safe with any number of processes: row locks decide, the batcher only saves commits. */
export class Batcher<Call, Outcome> {
  /** Batches run so far and the calls they carried: their quotient is the mean batch size (a metric). */
  readonly counts = { batches: 0, calls: 0, splits: 0 };
  private queue: Waiting<Call, Outcome>[] = [];
  private running = 0;
  private deferred = 0;
  private idle: (() => void)[] = [];

  constructor(private readonly options: BatcherOptions<Call, Outcome>) {}

  /** The number of calls waiting for a place in a batch. */
  get queued(): number {
    return this.queue.length;
  }

  /** Submits a call and resolves with its outcome. @throws Overloaded */
  submit(call: Call): Promise<Outcome> {
    if (this.queue.length >= this.options.queueLengthMax) return Promise.reject(new Overloaded(this.options.name));
    return new Promise<Outcome>((resolve, reject) => {
      this.queue.push({ call, resolve, reject });
      // Deferred to the end of this turn of the loop, so that requests parsed from the same read share a batch.
      if (this.queue.length === this.callsToStart) setImmediate(() => this.startLanes());
    });
  }

  /** Resolves when nothing is queued or running: for a clean shutdown. */
  drained(): Promise<void> {
    if (this.running === 0 && this.deferred === 0 && this.queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  /** How many calls must wait for a batch to start now; Infinity while all lanes are taken. */
  private get callsToStart(): number {
    if (this.running === 0) return 1;
    return this.running < this.options.lanes ? (this.options.furtherLaneCallsMin ?? 1) : Infinity;
  }

  private startLanes(): void {
    while (this.queue.length >= this.callsToStart) {
      const batch =
        this.queue.length <= this.options.batchSizeMax ? this.queue : this.queue.slice(0, this.options.batchSizeMax);
      this.queue = batch === this.queue ? [] : this.queue.slice(this.options.batchSizeMax);
      this.running += 1;
      void this.runBatch(batch).finally(() => {
        this.running -= 1;
        this.startLanes();
        this.tellIdle();
      });
    }
  }

  private async runBatch(batch: readonly Waiting<Call, Outcome>[]): Promise<void> {
    this.counts.batches += 1;
    this.counts.calls += batch.length;
    try {
      const answer = await this.options.run(batch.map((waiting) => waiting.call));
      if ('outcomes' in answer) {
        this.settleLater(batch, answer.outcomes);
        return;
      }
      const outcomes = answer;
      if (outcomes.length !== batch.length)
        throw new Error(`${this.options.name}: ${outcomes.length} outcomes for ${batch.length} calls`);
      batch.forEach((waiting, index) => settle(waiting, outcomes[index] as Outcome | Error));
    } catch (error) {
      if (batch.length === 1 || this.options.isShared?.(error)) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      // One poisoned call must not fail its neighbours: run them one by one, only the culprit errors.
      this.counts.splits += 1;
      for (const waiting of batch) await this.runBatch([waiting]);
    }
  }

  private settleLater(batch: readonly Waiting<Call, Outcome>[], later: Promise<readonly (Outcome | Error)[]>): void {
    this.deferred += 1;
    later
      .then(
        (outcomes) =>
          batch.forEach((waiting, index) =>
            settle(waiting, outcomes[index] ?? new Error(`${this.options.name}: an outcome is missing`)),
          ),
        (error: unknown) => batch.forEach((waiting) => waiting.reject(error)),
      )
      .finally(() => {
        this.deferred -= 1;
        this.tellIdle();
      });
  }

  private tellIdle(): void {
    if (this.running === 0 && this.deferred === 0 && this.queue.length === 0)
      for (const done of this.idle.splice(0)) done();
  }
}

function settle<Call, Outcome>(waiting: Waiting<Call, Outcome>, outcome: Outcome | Error): void {
  if (outcome instanceof Error) waiting.reject(outcome);
  else waiting.resolve(outcome);
}

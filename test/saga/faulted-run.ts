/**
 * One cell of a failure matrix under way: a fault is planted, processes may die, workers recover, an operator mends what is stuck, and
 * the clock goes on. What the flow asks for, and what must come of it, its own run says.
 */
import { ATTEMPTS_MAX, type Refusal, type SagaDefinition } from '#libs/platform/saga';
import type { SandboxControl, SandboxPayoutControl } from '#libs/payment/sandbox';
import type { Shop } from '../support/shop.js';
import type { FaultName, GatewayFault } from './cells.js';
import { aroundOf, isPlanted } from './fault-around.js';
import { DyingProcess, StepFaults, type Place } from './step-faults.js';

/** Longer than any backoff, any lease and the first waits between two questions about a payout. */
const ROUND_MS = 31_000;
const ROUNDS_MAX = 2 * ATTEMPTS_MAX;
/** The patience of our client while a gateway does not answer, and else. */
const SHORT_TIMEOUT_MS = 150;
const TIMEOUT_MS = 5_000;

/** Where a cell has its fault. */
export interface FaultPlace {
  readonly step: string;
  readonly place: Place;
  readonly fault: FaultName;
}

/** What is special about the flow of a run. */
export interface FaultedFlow<Input, Work> {
  readonly shop: Shop;
  readonly definition: SagaDefinition<Input, Work>;
  /** Where it calls outside, as `step.place`. */
  readonly remote: readonly string[];
  /** What a step answers that is told to refuse. */
  readonly refusal: Refusal;
  /** The faults after which it may be stuck. */
  readonly sticking: readonly FaultName[];
  /** The sandbox outside, and our client of it. */
  readonly control: SandboxControl | SandboxPayoutControl;
  readonly client: object;
}

export abstract class FaultedRun<Input, Work> {
  protected readonly process = new DyingProcess();
  private readonly faults: StepFaults<Input, Work>;
  private readonly reported: unknown[] = [];
  private offsetMs = 0;
  private hitsOutside = 0;

  constructor(
    private readonly at: FaultPlace,
    private readonly of: FaultedFlow<Input, Work>,
  ) {
    this.faults = new StepFaults(of.definition);
  }

  /** The id of the saga, once there is one. */
  protected abstract get sagaId(): string | undefined;

  /** Plants the fault and runs the story. Answers how often the fault struck; what else workers report fails the test. */
  protected async under(story: () => Promise<void>): Promise<number> {
    const { shop, control } = this.of;
    // Only the test decides when news arrives: it is told when all is over.
    await control.plant({ kind: 'webhook_never', count: 1_000_000 });
    this.plant();
    const report = shop.runner.onError;
    shop.runner.onError = (error) => this.reported.push(error);
    try {
      await story();
    } finally {
      this.faults.restore();
      this.process.heal();
      this.setPatience(TIMEOUT_MS);
      shop.moveClock(0);
      shop.runner.onError = report;
    }
    expect(this.reported.filter((error) => !isPlanted(error))).toEqual([]);
    return this.faults.hits + this.process.deaths + this.hitsOutside;
  }

  /** Lets workers run until the saga has ended (or never began), with what happens outside in each round. */
  protected async settle(outside: (round: number) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const { runner } = this.of.shop;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const deaths = this.process.deaths;
      await runner.drain().catch((error: unknown) => {
        if (this.process.deaths === deaths) throw error;
      });
      this.process.revive();
      await outside(round);
      const state = await this.sagaState();
      if (state === 'done' || state === 'undone' || this.sagaId === undefined) return this.countOutside();
      if (state === 'stuck') await this.mend();
      else this.elapse(ROUND_MS);
    }
    throw new Error(`the saga has not ended: ${await this.sagaState()}`);
  }

  /** Plants the fault outside, where the cell has it there, for the next call about `reference`. */
  protected async plantOutside(operation: 'create' | 'capture' | 'refund' | 'void', reference: string): Promise<void> {
    const { fault } = this.at;
    if (!fault.startsWith('gateway ')) return;
    const kind = fault.slice('gateway '.length) as GatewayFault;
    await this.of.control.plant({ kind, operation, reference });
    if (kind.startsWith('timeout') || kind === 'slow_drip') this.setPatience(SHORT_TIMEOUT_MS);
  }

  /** Everything the gateway ever said about `reference`, once more and late: it must change nothing. */
  protected async hearAgain(reference: string | undefined): Promise<void> {
    const { shop, control } = this.of;
    await control.reset();
    if (reference !== undefined) await control.replay({ reference });
    await shop.runner.drain();
  }

  protected elapse(ms: number): void {
    this.offsetMs += ms;
    this.of.shop.moveClock(this.offsetMs);
  }

  private plant(): void {
    const { step, place, fault } = this.at;
    const { shop, definition, remote, refusal } = this.of;
    if (fault === 'nothing' || fault.startsWith('gateway ')) return;
    if (fault.startsWith('crash at ')) return this.process.dieAt(fault.slice('crash at '.length));
    if (fault === 'crash after the call')
      return this.process.dieAt(`saga.${definition.name}.${step}.${place === 'undo' ? 'undo_called' : 'called'}`);
    const around = aroundOf(fault, {
      process: this.process,
      runner: shop.runner,
      isRemote: remote.includes(`${step}.${place}`),
      refusal,
      elapse: (ms) => this.elapse(ms),
      sagaState: () => this.sagaState(),
    });
    this.faults.wrap(step, place, around, fault.endsWith('until it is stuck') ? Infinity : 1);
  }

  /** What made it stuck is put right, and an operator lets it go on. */
  private async mend(): Promise<void> {
    expect(this.of.sticking).toContain(this.at.fault);
    this.faults.restore();
    const { database, runner } = this.of.shop;
    expect(await database.transaction((tx) => runner.resume(tx, this.sagaId!))).toBe(true);
  }

  private async countOutside(): Promise<void> {
    const planted = await this.of.control.planted();
    const answers = planted.filter((fault) => !fault.kind.startsWith('webhook_'));
    this.hitsOutside = answers.reduce((sum, fault) => sum + fault.hits, 0);
  }

  private async sagaState(): Promise<string | undefined> {
    const rows = await this.of.shop.test.database.query<{ state: string }>(
      'SELECT state FROM platform.saga WHERE id = $1',
      [this.sagaId ?? null],
    );
    return rows[0]?.state;
  }

  private setPatience(timeoutMs: number): void {
    Object.assign(Reflect.get(this.of.client, 'calls') as object, { timeoutMs });
  }
}

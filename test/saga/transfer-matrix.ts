/**
 * The failure matrix of a flow of credit, generated from its table: every step × every way it can fail. Each cell drives a real gift or
 * withdrawal over HTTP, plants its fault, lets workers recover, and compares everything it touched with what must be there.
 */
import { ATTEMPTS_MAX, type SagaDefinition } from '#libs/platform/saga';
import { PayoutProviders } from '#libs/payment';
import { expectCleanAudit } from '../support/audit.js';
import type { Shop } from '../support/shop.js';
import type { GatewayFault } from './cells.js';
import { aroundOf, isPlanted } from './fault-around.js';
import { DyingProcess, StepFaults } from './step-faults.js';
import type { TransferCell } from './transfer-cells.js';
import type { Request, TransferFlow } from './transfer-flows.js';

/** Longer than any backoff, any lease and the first waits between two questions about a payout. */
const ROUND_MS = 31_000;
const ROUNDS_MAX = 2 * ATTEMPTS_MAX;
/** The patience of our client while a provider does not answer. */
const SHORT_TIMEOUT_MS = 150;
const PLANTED = { code: 'VELOCITY_LIMIT', detail: 'planted' };

export class TransferCellRun<Input, Work> {
  private readonly process = new DyingProcess();
  private readonly faults: StepFaults<Input, Work>;
  private readonly reported: unknown[] = [];
  private offsetMs = 0;
  private hitsOutside = 0;

  constructor(
    private readonly shop: Shop,
    private readonly cell: TransferCell,
    private readonly flow: TransferFlow,
    private readonly definition: SagaDefinition<Input, Work>,
  ) {
    this.faults = new StepFaults(definition);
  }

  /** From the first request to the end. Fails unless the fault struck and everything is as it must be, also when it is told again. */
  async check(): Promise<void> {
    const struck = await this.run();
    expect(struck > 0).toBe(this.cell.fault !== 'nothing');
    const expected = this.flow.expected(this.cell.ends);
    expect(await this.flow.picture()).toEqual(expected);
    await this.shop.payoutControl.reset();
    if (this.flow.id !== undefined) await this.shop.payoutControl.replay({ reference: this.flow.id });
    await this.shop.runner.drain();
    expect(await this.flow.picture()).toEqual(expected);
    await expectCleanAudit(this.shop);
  }

  private async run(): Promise<number> {
    const { shop } = this;
    // Only the test decides when news arrives: it is told when all is over.
    await shop.payoutControl.plant({ kind: 'webhook_never', count: 1_000_000 });
    const report = shop.runner.onError;
    shop.runner.onError = (error) => this.reported.push(error);
    this.plant();
    try {
      for (const request of this.flow.requests()) if (!(await this.insist(request))) return this.struck();
      this.elapse(this.flow.idleMs);
      await this.settle();
    } finally {
      this.faults.restore();
      this.process.heal();
      this.setPatience(5_000);
      shop.moveClock(0);
      shop.runner.onError = report;
    }
    expect(this.reported.filter((error) => !isPlanted(error))).toEqual([]);
    return this.struck();
  }

  /** A client that does not give up: the same request, under the same key, until it has an answer. False: it was refused. */
  private async insist(request: Request): Promise<boolean> {
    for (let attempt = 1; attempt <= 3; attempt++) {
      const answer = await request();
      this.process.revive();
      if (answer.status >= 500) continue;
      if (answer.status === 201) await this.plantOutside();
      if (this.cell.ends !== 'refused') expect([answer.status < 300, answer.body.code]).toEqual([true, undefined]);
      else expect([answer.status, answer.body.code]).toEqual([422, PLANTED.code]);
      return answer.status < 300;
    }
    throw new Error('there was no answer');
  }

  private async settle(): Promise<void> {
    const { runner } = this.shop;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const deaths = this.process.deaths;
      await runner.drain().catch((error: unknown) => {
        if (this.process.deaths === deaths) throw error;
      });
      this.process.revive();
      await this.flow.outside(round);
      const state = await this.sagaState();
      if (state === 'done' || state === 'undone') return this.countOutside();
      if (state === 'stuck') await this.mend();
      else this.elapse(ROUND_MS);
    }
    throw new Error(`the saga has not ended: ${await this.sagaState()}`);
  }

  /** What made it stuck is put right, and an operator lets it go on. */
  private async mend(): Promise<void> {
    expect(['unknown error until it is stuck', 'no answer until it is stuck']).toContain(this.cell.fault);
    this.faults.restore();
    const { database, runner } = this.shop;
    expect(await database.transaction((tx) => runner.resume(tx, this.flow.id!))).toBe(true);
  }

  private plant(): void {
    const { step, place, fault } = this.cell;
    if (fault === 'nothing' || fault.startsWith('gateway ')) return;
    if (fault.startsWith('crash at ')) return this.process.dieAt(fault.slice('crash at '.length));
    if (fault === 'crash after the call') return this.process.dieAt(`saga.${this.definition.name}.${step}.called`);
    const around = aroundOf(fault, {
      process: this.process,
      runner: this.shop.runner,
      isRemote: step === 'pay_out',
      refusal: PLANTED,
      elapse: (ms) => this.elapse(ms),
      sagaState: () => this.sagaState(),
    });
    this.faults.wrap(step, place, around, fault.endsWith('until it is stuck') ? Infinity : 1);
  }

  private async plantOutside(): Promise<void> {
    const { fault } = this.cell;
    if (!fault.startsWith('gateway ')) return;
    const kind = fault.slice('gateway '.length) as GatewayFault;
    await this.shop.payoutControl.plant({ kind, operation: 'create', reference: this.flow.id! });
    if (kind.startsWith('timeout') || kind === 'slow_drip') this.setPatience(SHORT_TIMEOUT_MS);
  }

  private async countOutside(): Promise<void> {
    const planted = await this.shop.payoutControl.planted();
    const answers = planted.filter((fault) => !fault.kind.startsWith('webhook_'));
    this.hitsOutside = answers.reduce((sum, fault) => sum + fault.hits, 0);
  }

  private struck(): number {
    return this.faults.hits + this.process.deaths + this.hitsOutside;
  }

  private async sagaState(): Promise<string | undefined> {
    const rows = await this.shop.test.database.query<{ state: string }>(
      'SELECT state FROM platform.saga WHERE id = $1',
      [this.flow.id ?? null],
    );
    return rows[0]?.state;
  }

  private setPatience(timeoutMs: number): void {
    const provider = this.shop.get(PayoutProviders).find('sandbox')!;
    Object.assign(Reflect.get(provider, 'calls') as object, { timeoutMs });
  }

  private elapse(ms: number): void {
    this.offsetMs += ms;
    this.shop.moveClock(this.offsetMs);
  }
}

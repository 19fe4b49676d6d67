/**
 * The failure matrix of a flow of credit, generated from its table: every step × every way it can fail. Each cell drives a real gift or
 * withdrawal over HTTP, plants its fault, lets workers recover, and compares everything it touched with what must be there.
 */
import type { SagaDefinition } from '#libs/platform/saga';
import { PayoutProviders } from '#libs/payment';
import { expectCleanAudit } from '../support/audit.js';
import type { Shop } from '../support/shop.js';
import { FaultedRun } from './faulted-run.js';
import type { TransferCell } from './transfer-cells.js';
import type { Request, TransferFlow } from './transfer-flows.js';

const PLANTED = { code: 'VELOCITY_LIMIT', detail: 'planted' };

export class TransferCellRun<Input, Work> extends FaultedRun<Input, Work> {
  constructor(
    private readonly shop: Shop,
    private readonly cell: TransferCell,
    private readonly flow: TransferFlow,
    definition: SagaDefinition<Input, Work>,
  ) {
    super(cell, {
      ...{ shop, definition, refusal: PLANTED, control: shop.payoutControl },
      client: shop.get(PayoutProviders).find('sandbox')!,
      remote: ['pay_out.act'],
      sticking: ['unknown error until it is stuck', 'no answer until it is stuck'],
    });
  }

  /** From the first request to the end. Fails unless the fault struck and everything is as it must be, also when it is told again. */
  async check(): Promise<void> {
    const struck = await this.under(() => this.story());
    expect(struck > 0).toBe(this.cell.fault !== 'nothing');
    const expected = this.flow.expected(this.cell.ends);
    expect(await this.flow.picture()).toEqual(expected);
    await this.hearAgain(this.flow.id);
    expect(await this.flow.picture()).toEqual(expected);
    await expectCleanAudit(this.shop);
  }

  protected override get sagaId(): string | undefined {
    return this.flow.id;
  }

  private async story(): Promise<void> {
    for (const request of this.flow.requests()) if (!(await this.insist(request))) return;
    this.elapse(this.flow.idleMs);
    await this.settle((round) => this.flow.outside(round));
  }

  /** A client that does not give up: the same request, under the same key, until it has an answer. False: it was refused. */
  private async insist(request: Request): Promise<boolean> {
    for (let attempt = 1; attempt <= 3; attempt++) {
      const answer = await request();
      this.process.revive();
      if (answer.status >= 500) continue;
      if (answer.status === 201) await this.plantOutside('create', this.flow.id!);
      if (this.cell.ends !== 'refused') expect([answer.status < 300, answer.body.code]).toEqual([true, undefined]);
      else expect([answer.status, answer.body.code]).toEqual([422, PLANTED.code]);
      return answer.status < 300;
    }
    throw new Error('there was no answer');
  }
}

/** The order saga's part in loyalty: what a paid order earns. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { EarningService } from '#libs/loyalty';
import type { PlaceOrderRun } from './place-order.saga.js';

@Injectable()
export class RewardingActs {
  constructor(private readonly earnings: EarningService) {}

  /** Books what was worked out at placement, under the terms of that moment: one statement, however many orders, which nobody waits for. */
  async bookRewards(tx: Tx, runs: readonly PlaceOrderRun[]): Promise<void> {
    this.earnings.book(
      tx,
      runs.map((run) => ({ orderId: run.id, customerId: run.input.customerId, rewards: run.input.rewards ?? [] })),
    );
  }
}

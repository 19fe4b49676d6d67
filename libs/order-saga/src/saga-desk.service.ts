/** What operators see of sagas, and how they let a stuck one go on. */
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#libs/platform';
import { SagaRunner, type SagaState } from '#libs/platform/saga';

/** A saga as an operator sees it. */
export interface SagaView {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly cursor: number;
  readonly state: SagaState;
  readonly attempts: number;
  readonly refusal: string | null;
  readonly fault: string | null;
  readonly wakeAt: Date | null;
  readonly updatedAt: Date;
}

@Injectable()
export class SagaDesk {
  constructor(
    private readonly database: Database,
    private readonly runner: SagaRunner,
  ) {}

  /** Sagas by state, newest first; `before` is the last id of the page before. */
  async list(filter: { state?: SagaState; before?: string; limit: number }): Promise<readonly SagaView[]> {
    return this.runner.list(filter);
  }

  /** The name of the step a saga stands at; null once it has ended. */
  stepOf(saga: SagaView): string | null {
    return this.runner.stepName(saga);
  }

  /** Lets a stuck saga go on. Answers false when it is not stuck, undefined when there is none. */
  async resume(tx: Tx, sagaId: string): Promise<boolean | undefined> {
    if ((await this.runner.unknownIds(tx, [sagaId])).size > 0) return undefined;
    return this.runner.resume(tx, sagaId);
  }
}

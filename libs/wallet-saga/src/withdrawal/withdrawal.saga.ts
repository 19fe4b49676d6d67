/**
 * A withdrawal. All of it is held until its end; an operator decides; the provider is asked under the withdrawal's id for as long as it
 * takes. The provider's word is the pivot: paid goes forward, a definite no reads the table back up, anything else is asked again.
 */
import type { Tx } from '#libs/platform';
import {
  defineSaga,
  local,
  remote,
  waitFor,
  type Refusal,
  type SagaDefinition,
  type SagaRun,
} from '#libs/platform/saga';
import type { WithdrawalActs } from './withdrawal.acts.js';
import type { WithdrawalInput } from './withdrawal.types.js';

export type WithdrawalRun = SagaRun<WithdrawalInput, true>;

export const NOT_DECIDED: Refusal = { code: 'WITHDRAWAL_NOT_DECIDED', detail: 'not decided in time' };

/** The table. */
export function withdrawalSaga(acts: WithdrawalActs): SagaDefinition<WithdrawalInput, true> {
  type Runs = readonly WithdrawalRun[];
  return defineSaga<WithdrawalInput, true>({
    name: 'withdrawal',
    version: 1,
    steps: [
      //    step                   do                                             undo
      local(
        'hold_credit',
        (tx: Tx, runs: Runs) => acts.holdCredit(tx, runs),
        (tx, runs) => acts.releaseCredit(tx, runs),
      ),
      local('brake', (tx: Tx, runs: Runs) => acts.brake(tx, runs)),
      local(
        'accept_withdrawal',
        (tx: Tx, runs: Runs) => acts.acceptWithdrawals(tx, runs),
        (tx, runs) => acts.endWithdrawals(tx, runs),
      ),
      waitFor('approval', {
        until: (run: WithdrawalRun) => new Date(run.input.decideByMs),
        lapsed: NOT_DECIDED,
        skipWhen: () => false,
        arrived: (tx, runs: Runs) => acts.areApproved(tx, runs),
      }),
      // Refused is definite: the provider will not pay, so nothing is to be called off outside.
      remote('pay_out', { skipWhen: () => false, act: (runs: Runs) => acts.payOut(runs) }),
      local('settle', (tx: Tx, runs: Runs) => acts.settle(tx, runs)),
    ],
  });
}

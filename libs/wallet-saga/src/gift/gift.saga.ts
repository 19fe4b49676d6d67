/**
 * A gift. The credit leaves its sender at once and is in flight until somebody decides: the receiver claims or declines it, the sender
 * calls it off, or the time is over. Whoever has the saga's row first wins; all but a claim read the table back up.
 */
import type { Tx } from '#libs/platform';
import { defineSaga, local, waitFor, type Refusal, type SagaDefinition, type SagaRun } from '#libs/platform/saga';
import type { GiftActs } from './gift.acts.js';
import type { SendGiftInput } from './gift.types.js';

export type GiftRun = SagaRun<SendGiftInput, true>;

export const GIFT_LAPSED: Refusal = { code: 'GIFT_LAPSED', detail: 'not claimed in time' };

/** The table. The brake comes after the credit is taken: under the lock of the sender's wallet a hundred at once are counted. */
export function giftSaga(acts: GiftActs): SagaDefinition<SendGiftInput, true> {
  type Runs = readonly GiftRun[];
  return defineSaga<SendGiftInput, true>({
    name: 'gift',
    version: 1,
    steps: [
      local(
        'take_credit',
        (tx: Tx, runs: Runs) => acts.takeCredit(tx, runs),
        (tx, runs) => acts.returnCredit(tx, runs),
      ),
      local('brake', (tx: Tx, runs: Runs) => acts.brake(tx, runs)),
      local('offer_gift', (tx: Tx, runs: Runs) => acts.offerGifts(tx, runs)),
      waitFor('claim', {
        until: (run: GiftRun) => new Date(run.input.untilMs),
        lapsed: GIFT_LAPSED,
        skipWhen: () => false,
        arrived: (tx, runs: Runs) => acts.areAccepted(tx, runs),
      }),
      local('hand_over', (tx: Tx, runs: Runs) => acts.handOver(tx, runs)),
    ],
  });
}

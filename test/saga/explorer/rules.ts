/** What the shop does by its own rules, each replaceable: a mutant of the explorer is one of these done wrong. */
import { decide, type SagaEvent, type SagaPosition, type StepShape } from '#libs/platform/saga';
import { NEWS, type InBooks, type News, type PaymentWorld, type World } from './world.js';

/** A step as the world needs it: its shape and the name that says what it does. */
export interface NamedShape extends StepShape {
  readonly name: string;
}

export interface Rules {
  readonly steps: readonly NamedShape[];
  readonly decide: (steps: readonly StepShape[], position: SagaPosition, event: SagaEvent) => SagaPosition;
  /** Is the wait over, on waking? What has arrived comes before the deadline. */
  readonly wakes: (world: World) => 'arrived' | 'lapsed' | 'not_yet';
  /** The wait has a deadline that rings by itself (R7). */
  readonly hasAlarm: boolean;
  /** Outcomes are written only under the lease that the call was made under (R4). */
  readonly isFenced: boolean;
  /** What a call without an answer is taken for. */
  readonly unknownIs: 'unknown' | 'refused' | 'accepted';
  /** News of a payment moves it up a ladder, whatever comes first (R5). */
  readonly climbs: (books: InBooks, told: InBooks) => boolean;
  /** Which payments a capture takes, by number, and whether the money is there after it. */
  readonly capture: (world: World) => {
    readonly taken: readonly number[];
    readonly isCoveredBy: (after: World) => boolean;
  };
  /** Whether undoing the wait must call gateways. */
  readonly needsCallOff: (world: World) => boolean;
  /** A void that finds the payment captured refunds it (R2). */
  readonly refundsWhatIsPaid: boolean;
  /** A retried refund carries the same key (R3). */
  readonly keepsKeys: boolean;
  /** Money that comes to an order that has ended is given back (R8). */
  readonly returnsLateMoney: boolean;
  /** When an order comes to its end, payments that it does not need are given back: all of a cancelled one's, all but one of a paid one's. */
  readonly returnsLeftOvers: 'always' | 'when paid' | 'when cancelled';
}

const LADDER: readonly InBooks[] = ['none', 'created', 'pending', 'failed', 'authorized', 'voided', 'captured'];

/** The rules as the shop has them. */
export function shopRules(steps: readonly NamedShape[]): Rules {
  return {
    steps,
    decide,
    wakes: (world) => (isCovered(world) ? 'arrived' : world.isLate ? 'lapsed' : 'not_yet'),
    hasAlarm: true,
    isFenced: true,
    unknownIs: 'unknown',
    climbs: (books, told) => LADDER.indexOf(told) > LADDER.indexOf(books),
    capture: (world) => {
      const isTaken = world.payments.some((payment) => payment.books === 'captured');
      const first = world.payments.findIndex((payment) => payment.books === 'authorized');
      return {
        taken: isTaken || first < 0 ? [] : [first],
        isCoveredBy: (after) => after.payments.some(({ books, refund }) => books === 'captured' && !refund),
      };
    },
    needsCallOff: (world) =>
      world.payments.some(
        ({ books, refund }) =>
          (books !== 'none' && books !== 'voided' && books !== 'captured') || (books === 'captured' && !refund),
      ),
    refundsWhatIsPaid: true,
    keepsKeys: true,
    returnsLateMoney: true,
    returnsLeftOvers: 'always',
  };
}

/** Every payment is for all that is due: one that is authorised or captured, and not given back, covers it. */
export function isCovered(world: World): boolean {
  return world.payments.some(({ books, refund }) => books === 'authorized' || (books === 'captured' && !refund));
}

/** The gateway moves, and says so. */
export function gatewaySays(payment: PaymentWorld, news: News): void {
  payment.gateway = news === 'failed' ? 'declined' : news;
  payment.said |= NEWS[news];
}

/**
 * What can happen to a wallet, one act each: how a request is drawn, how the real wallet carries a batch of them out, and what the model
 * says to each. A new verb joins here. The sweep and the clock are steps of their own in the spec.
 */
import { clamp, convert, deficit, earn, redeem, reverse } from './loyalty-acts.js';
import { capture, grant, hold, refund, release } from './order-acts.js';
import { claim, gift, giveBack, letGo, payOut, recover, withdraw } from './transfer-acts.js';
import type { AnyAct } from './world.js';

export const walletActs: readonly AnyAct[] = [
  ...[grant, hold, release, capture, refund],
  ...[gift, claim, giveBack, withdraw, payOut, letGo, recover],
  ...[earn, clamp, deficit, redeem, reverse, convert],
];

/** The port by which others learn of payments: implemented by order-saga, called in the transaction that records the news. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from '#libs/platform';
import type { PaymentChange } from './payment.types.js';

/**
 * Told of every change in the recording transaction: what it does is committed with the news or not at all. It must not call a
 * gateway (that would be an outside call inside a transaction; such calls are refused).
 */
export abstract class PaymentObserver {
  abstract paymentsChanged(tx: Tx, changes: readonly PaymentChange[]): Promise<void>;
}

const observing = new AsyncLocalStorage<true>();

/** Runs the observer, marking everything below it as inside a transaction. */
export function tellObserver(observer: PaymentObserver, tx: Tx, changes: readonly PaymentChange[]): Promise<void> {
  return observing.run(true, () => observer.paymentsChanged(tx, changes));
}

/** @throws Error inside {@link tellObserver}: a gateway may take seconds, and rows would be locked that long. */
export function assertOutsideTransaction(act: string): void {
  if (observing.getStore()) throw new Error(`${act} calls a gateway and must not run inside a transaction`);
}

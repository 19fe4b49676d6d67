/** The planted faults, by invariant: what somebody or something did to the rows, as SQL on a populated shop. */
import { alternativePlantings } from './plantings-alternatives.js';
import { cartPlantings } from './plantings-cart.js';
import { auditLogPlantings } from './plantings-audit-log.js';
import { flowPlantings } from './plantings-flow.js';
import { loyaltyPlantings } from './plantings-loyalty.js';
import { moneyPlantings } from './plantings-money.js';
import { orderPlantings } from './plantings-orders.js';
import { paymentPlantings } from './plantings-payments.js';
import { receiptPlantings } from './plantings-receipts.js';
import { stockPlantings } from './plantings-stock.js';
import { transferPlantings } from './plantings-transfers.js';

/** A fault. Constraints in its way are dropped first; every change must meet a row. */
export interface Planting {
  /** The name of the invariant that must find it; others may find it too. */
  readonly invariant: string;
  readonly what: string;
  readonly sql: readonly string[];
}

export const plantings: readonly Planting[] = [
  ...moneyPlantings,
  ...loyaltyPlantings,
  ...paymentPlantings,
  ...stockPlantings,
  ...cartPlantings,
  ...orderPlantings,
  ...receiptPlantings,
  ...flowPlantings,
  ...transferPlantings,
  ...auditLogPlantings,
  ...alternativePlantings,
];

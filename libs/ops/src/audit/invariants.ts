/** Every invariant that the present schemas can express, in the order the audit prints them. */
import { answerInvariants } from './answers.invariants.js';
import { earningInvariants } from './earning.invariants.js';
import { giftInvariants } from './gifts.invariants.js';
import { auditLogInvariants } from './audit-log.invariants.js';
import { holdInvariants } from './holds.invariants.js';
import type { Invariant } from './invariant.js';
import { ledgerInvariants } from './ledger.invariants.js';
import { lotInvariants } from './lots.invariants.js';
import { loyaltyInvariants } from './loyalty.invariants.js';
import { orderHistoryInvariants } from './order-history.invariants.js';
import { orderMoneyInvariants } from './order-money.invariants.js';
import { outboxInvariants } from './outbox.invariants.js';
import { paymentInvariants } from './payments.invariants.js';
import { promotionInvariants } from './promotion.invariants.js';
import { receiptInvariants } from './receipts.invariants.js';
import { refundInvariants } from './refunds.invariants.js';
import { sagaInvariants } from './sagas.invariants.js';
import { stockInvariants } from './stock.invariants.js';
import { withdrawalInvariants } from './withdrawals.invariants.js';

export const invariants: readonly Invariant[] = [
  ...ledgerInvariants,
  ...holdInvariants,
  ...lotInvariants,
  ...refundInvariants,
  ...earningInvariants,
  ...loyaltyInvariants,
  ...giftInvariants,
  ...withdrawalInvariants,
  ...stockInvariants,
  ...promotionInvariants,
  ...orderMoneyInvariants,
  ...orderHistoryInvariants,
  ...receiptInvariants,
  ...paymentInvariants,
  ...sagaInvariants,
  ...outboxInvariants,
  ...answerInvariants,
  ...auditLogInvariants,
];

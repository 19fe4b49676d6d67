/** Order's migrations, in order; opened by the cli only. */
import { OrderCreate1763700000900 } from './db/1763700000900-create.js';
import { OrderGifts1763700000949 } from './db/1763700000949-gifts.js';
import { OrderReceipts1763700000950 } from './db/1763700000950-receipts.js';
import { OrderReviews1763700000951 } from './db/1763700000951-reviews.js';

export const orderMigrations = [
  OrderCreate1763700000900,
  OrderGifts1763700000949,
  OrderReceipts1763700000950,
  OrderReviews1763700000951,
];

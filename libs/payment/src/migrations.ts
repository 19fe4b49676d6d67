/** Payment's migrations, opened by the cli only. */
import { PaymentCreate1763700000800 } from './db/1763700000800-create.js';

export const paymentMigrations = [PaymentCreate1763700000800];

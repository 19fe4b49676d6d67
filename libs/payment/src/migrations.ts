/** Payment's migrations, opened by the cli only. */
import { PaymentCreate1763700000800 } from './db/1763700000800-create.js';
import { PaymentOperators1763700000850 } from './db/1763700000850-operators.js';

export const paymentMigrations = [PaymentCreate1763700000800, PaymentOperators1763700000850];

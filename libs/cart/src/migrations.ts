/** The cart's migrations, in order; opened by the cli only. */
import { CartCreate1763700000600 } from './db/1763700000600-create.js';
import { CartSavedForLater1763700000610 } from './db/1763700000610-saved-for-later.js';
import { CartReminders1763700000620 } from './db/1763700000620-reminders.js';

export const cartMigrations = [CartCreate1763700000600, CartSavedForLater1763700000610, CartReminders1763700000620];

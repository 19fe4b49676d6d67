/** Notification's migrations, in order; opened by the cli only. */
import { NotificationCreate1763700001400 } from './db/1763700001400-create.js';

export const notificationMigrations = [NotificationCreate1763700001400];

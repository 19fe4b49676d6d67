/** Notification's door: what customers are told. A leaf. */
export { NotificationModule } from './notification.module.js';
export { NOTIFICATION_TOPIC, NotificationService, type NewNotification } from './notification.service.js';

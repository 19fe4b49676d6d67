/** Notification's door for apps/api: its controller. */
import { Module } from '@nestjs/common';
import { NotificationsController } from './http/notifications.controller.js';
import { NotificationModule } from './notification.module.js';

@Module({ imports: [NotificationModule], controllers: [NotificationsController] })
export class NotificationHttpModule {}

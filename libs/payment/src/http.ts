/** Payment's door for apps/api: its controllers. */
import { Module } from '@nestjs/common';
import { PaymentDeskController } from './http/payment-desk.controller.js';
import { PaymentsAdminController } from './http/payments-admin.controller.js';
import { PaymentsController } from './http/payments.controller.js';
import { PaymentWebhooksController } from './http/webhooks.controller.js';
import { PaymentModule } from './payment.module.js';

@Module({
  imports: [PaymentModule],
  controllers: [PaymentsController, PaymentWebhooksController, PaymentsAdminController, PaymentDeskController],
})
export class PaymentHttpModule {}

/** Payment, wired. Needs the platform module; takes a `PaymentSetup` and a `PaymentObserver` from elsewhere if there is one. */
import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CartwrightConfig, Metrics, type Reading } from '#libs/platform';
import { paymentEntities } from './db/payment.entities.js';
import { CallBook } from './call-book.js';
import { PaymentBooks } from './payment-books.service.js';
import { PaymentDesk } from './payment-desk.service.js';
import { PaymentGateway } from './payment-gateway.service.js';
import { PaymentPoll } from './payment-poll.service.js';
import { PaymentObserver } from './payment.observer.js';
import { PaymentService } from './payment.service.js';
import { PaymentSettings } from './payment.settings.js';
import { PayoutProviders } from './payout/payout-provider.js';
import { PaymentProviders } from './provider/payment-provider.js';
import { PaymentSetup, payoutProvidersOf, providersOf } from './provider/providers-of-config.js';
import { WebhookInbox } from './webhook-inbox.service.js';
import { WebhookIntake } from './webhook-intake.js';

const SERVICES = [PaymentBooks, PaymentDesk, PaymentGateway, PaymentPoll, PaymentService, WebhookInbox];

@Module({
  imports: [TypeOrmModule.forFeature(paymentEntities)],
  providers: [
    ...SERVICES,
    CallBook,
    WebhookIntake,
    {
      provide: PaymentSettings,
      useFactory: (setup?: PaymentSetup) => new PaymentSettings(setup?.settings),
      inject: [{ token: PaymentSetup, optional: true }],
    },
    {
      provide: PaymentProviders,
      useFactory: (config: CartwrightConfig, setup?: PaymentSetup) => providersOf(config, setup?.providers),
      inject: [CartwrightConfig, { token: PaymentSetup, optional: true }],
    },
    {
      provide: PayoutProviders,
      useFactory: (config: CartwrightConfig, setup?: PaymentSetup) => payoutProvidersOf(config, setup?.payoutProviders),
      inject: [CartwrightConfig, { token: PaymentSetup, optional: true }],
    },
  ],
  exports: [...SERVICES, PaymentSettings, PaymentProviders, PayoutProviders],
})
export class PaymentModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly modules: ModuleRef,
    private readonly payments: PaymentService,
    private readonly providers: PaymentProviders,
    private readonly payouts: PayoutProviders,
    inbox: WebhookInbox,
    metrics: Metrics,
  ) {
    const read = (): Reading => Object.entries(inbox.refused).map(([reason, value]) => ({ labels: { reason }, value }));
    metrics.gauge('cartwright_payment_webhooks_refused_total', 'Webhooks turned away', read, ['reason']);
  }

  /** The observer is looked up once all modules stand: it depends on this module, so it cannot be injected into it. */
  onApplicationBootstrap(): void {
    const observer = this.findObserver();
    if (observer !== undefined) this.payments.observe(observer);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.providers.close(), this.payouts.close()]);
  }

  private findObserver(): PaymentObserver | undefined {
    try {
      return this.modules.get(PaymentObserver, { strict: false });
    } catch {
      // Nest throws when nobody provides it: an application without orders has nobody to tell.
      return undefined;
    }
  }
}

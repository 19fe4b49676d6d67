/** What a working process does by itself, besides moving sagas: the list of all sweeps, with how often and how much at once. */
import { Injectable, Module } from '@nestjs/common';
import { Background, CartwrightConfig, Database, Idempotency, Outbox } from '#libs/platform';
import { CartModule, CartReminders, CartService } from '#libs/cart';
import { IdentityService } from '#libs/identity';
import { InventoryModule, InventoryService } from '#libs/inventory';
import { EarningService, LoyaltyModule, TierService } from '#libs/loyalty';
import { NotificationModule, NotificationService } from '#libs/notification';
import { AnchorService, OpsModule } from '#libs/ops';
import { OrderSagaModule, ReceiptService } from '#libs/order-saga';
import { PaymentModule, PaymentPoll, WebhookInbox } from '#libs/payment';
import { EXPIRY_CHUNK, ExpiryService, WalletCreditModule } from '#libs/wallet-credit';
import { PayoutInbox, VelocityBrakes, WalletSagaModule } from '#libs/wallet-saga';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** How long events can be replayed. */
const EVENTS_KEPT_MS = 24 * 60 * MINUTE_MS;

@Injectable()
class PaymentSweeps {
  constructor(
    private readonly pollOf: PaymentPoll,
    private readonly inbox: WebhookInbox,
  ) {}

  poll(limit: number): Promise<number> {
    return this.pollOf.pollPending(limit).then((result) => result.asked);
  }

  forgetWebhooks(limit: number): Promise<number> {
    return this.inbox.sweepOld(limit);
  }

  retryWebhooks(limit: number): Promise<number> {
    return this.inbox.sweepWaiting(limit);
  }
}

/** What becomes of carts that nobody touches: holds lapse, owners are reminded. */
@Injectable()
class CartSweeps {
  constructor(background: Background, cart: CartService, reminders: CartReminders, notifications: NotificationService) {
    background.add({
      name: 'lapsed cart holds',
      everyMs: 5 * SECOND_MS,
      limit: 500,
      run: () => cart.expireHeldLines(500),
    });
    background.add({
      name: 'carts left alone',
      everyMs: MINUTE_MS,
      limit: 500,
      run: () => reminders.remindLeft(500),
    });
    background.add({
      name: 'price and stock of what is in carts',
      everyMs: 5 * SECOND_MS,
      limit: 500,
      run: () => reminders.watch(500),
    });
    background.add({
      name: 'news of what is in carts',
      everyMs: 2 * SECOND_MS,
      limit: 500,
      run: () => reminders.tellNews(500),
    });
    background.add({
      name: 'old notifications',
      everyMs: MINUTE_MS,
      limit: 5_000,
      run: () => notifications.forgetOld(5_000),
    });
  }
}

@Injectable()
class ReceiptSweeps {
  constructor(background: Background, receipts: ReceiptService) {
    background.add({
      name: 'receipts that confirm themselves',
      everyMs: 5 * SECOND_MS,
      limit: 500,
      run: () => receipts.receiveDue(500),
    });
  }
}

@Injectable()
class LoyaltySweeps {
  constructor(
    readonly earnings: EarningService,
    readonly tiers: TierService,
  ) {}
}

@Injectable()
class KeptForAWhile {
  constructor(
    readonly idempotency: Idempotency,
    readonly identity: IdentityService,
    readonly outbox: Outbox,
  ) {}
}

@Injectable()
class TransferSweeps {
  constructor(background: Background, inbox: PayoutInbox, brakes: VelocityBrakes) {
    background.add({
      name: 'old payout callbacks',
      everyMs: MINUTE_MS,
      limit: 1_000,
      run: () => inbox.sweepOld(1_000),
    });
    background.add({ name: 'old uses of brakes', everyMs: MINUTE_MS, limit: 5_000, run: () => brakes.sweep(5_000) });
  }
}

@Injectable()
class Sweeps {
  constructor(
    background: Background,
    database: Database,
    stock: InventoryService,
    payments: PaymentSweeps,
    loyalty: LoyaltySweeps,
    kept: KeptForAWhile,
  ) {
    background.add({
      name: 'lapsed stock holds',
      everyMs: 5 * SECOND_MS,
      limit: 500,
      run: () => stock.releaseLapsed(500),
    });
    background.add({
      name: 'payments nobody told us of',
      everyMs: 2 * SECOND_MS,
      limit: 100,
      run: () => payments.poll(100),
    });
    background.add({
      name: 'webhooks that came too early',
      everyMs: 2 * SECOND_MS,
      limit: 100,
      run: () => payments.retryWebhooks(100),
    });
    background.add({
      name: 'rewards that have matured',
      everyMs: 5 * SECOND_MS,
      limit: 500,
      run: () => loyalty.earnings.mature(500),
    });
    background.add({
      name: 'tiers to compute anew',
      everyMs: 5 * SECOND_MS,
      limit: 500,
      run: () => loyalty.tiers.recompute(500),
    });
    background.add({
      name: 'old webhooks',
      everyMs: MINUTE_MS,
      limit: 1_000,
      run: () => payments.forgetWebhooks(1_000),
    });
    background.add({ name: 'ended sessions', everyMs: MINUTE_MS, limit: 1_000, run: () => kept.identity.purge(1_000) });
    background.add({
      name: 'old idempotency keys',
      everyMs: MINUTE_MS,
      limit: 5_000,
      run: () => kept.idempotency.sweep(5_000),
    });
    background.add({
      name: 'old events',
      everyMs: MINUTE_MS,
      limit: 5_000,
      run: async () => kept.outbox.forget(new Date((await database.now()).getTime() - EVENTS_KEPT_MS), 5_000),
    });
  }
}

@Injectable()
class WalletSweeps {
  constructor(background: Background, expiry: ExpiryService) {
    const limit = EXPIRY_CHUNK;
    background.add({
      name: 'expired credit',
      everyMs: 5 * SECOND_MS,
      limit,
      run: async () => (await expiry.sweep(limit)).lookedAt,
    });
    background.add({ name: 'credit that expires soon', everyMs: MINUTE_MS, limit, run: () => expiry.warn(limit) });
  }
}

@Injectable()
class AuditLogAnchors {
  constructor(background: Background, anchors: AnchorService, config: CartwrightConfig) {
    const everyMs = config.auditAnchorSeconds * SECOND_MS;
    // There is nothing left to do after one: a limit of 2 is never reached.
    background.add({ name: 'anchors of the audit log', everyMs, limit: 2, run: () => anchors.anchor() });
  }
}

@Module({
  imports: [
    CartModule,
    InventoryModule,
    LoyaltyModule,
    NotificationModule,
    OpsModule,
    OrderSagaModule,
    PaymentModule,
    WalletCreditModule,
    WalletSagaModule,
  ],
  providers: [
    Sweeps,
    CartSweeps,
    PaymentSweeps,
    ReceiptSweeps,
    LoyaltySweeps,
    TransferSweeps,
    WalletSweeps,
    AuditLogAnchors,
    KeptForAWhile,
  ],
})
export class BackgroundModule {}

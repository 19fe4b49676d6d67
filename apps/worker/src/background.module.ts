/** What a working process does by itself, besides moving sagas: the list of all sweeps, with how often and how much at once. */
import { Injectable, Module } from '@nestjs/common';
import { Background, CartwrightConfig, Database, Idempotency, Outbox } from '#libs/platform';
import { CartModule, CartService } from '#libs/cart';
import { IdentityService } from '#libs/identity';
import { InventoryModule, InventoryService } from '#libs/inventory';
import { AnchorService, OpsModule } from '#libs/ops';
import { PaymentModule, PaymentPoll, WebhookInbox } from '#libs/payment';
import { EXPIRY_CHUNK, ExpiryService, WalletCreditModule } from '#libs/wallet-credit';

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

@Injectable()
class KeptForAWhile {
  constructor(
    readonly idempotency: Idempotency,
    readonly identity: IdentityService,
    readonly outbox: Outbox,
  ) {}
}

@Injectable()
class Sweeps {
  constructor(
    background: Background,
    database: Database,
    stock: InventoryService,
    cart: CartService,
    payments: PaymentSweeps,
    kept: KeptForAWhile,
  ) {
    background.add({
      name: 'lapsed stock holds',
      everyMs: 5 * SECOND_MS,
      limit: 500,
      run: () => stock.releaseLapsed(500),
    });
    background.add({
      name: 'lapsed cart holds',
      everyMs: 5 * SECOND_MS,
      limit: 500,
      run: () => cart.expireHeldLines(500),
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
  imports: [CartModule, InventoryModule, PaymentModule, WalletCreditModule, OpsModule],
  providers: [Sweeps, PaymentSweeps, KeptForAWhile, WalletSweeps, AuditLogAnchors],
})
export class BackgroundModule {}

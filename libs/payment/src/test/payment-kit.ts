/** The payment lib as it runs: the real HTTP pipeline, PostgreSQL, and the sandbox gateway on its own port. */
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { CartwrightConfig, createLog, Database, PlatformModule, uuid7, type Tx } from '#libs/platform';
import {
  Authenticator,
  createHttpApplication,
  PlatformHttpModule,
  platformProblems,
  type Principal,
  type Role,
} from '#libs/platform/http';
import { openTestDatabase, leaveActsUnrecorded } from '#libs/platform/testing';
import { paymentEntities } from '../db/payment.entities.js';
import { PaymentHttpModule } from '../http.js';
import { PaymentBooks } from '../payment-books.service.js';
import { PaymentGateway } from '../payment-gateway.service.js';
import { PaymentPoll } from '../payment-poll.service.js';
import { PaymentObserver } from '../payment.observer.js';
import { PaymentService } from '../payment.service.js';
import type { PaymentChange, PaymentRow } from '../payment.types.js';
import type { OpenPayment } from '../payment.inputs.js';
import type { PaymentProvider } from '../provider/payment-provider.js';
import { PaymentSetup } from '../provider/providers-of-config.js';
import { SandboxProvider } from '../provider/sandbox.provider.js';
import { SandboxControl } from '../sandbox/control-client.js';
import { startSandboxGateway, type SandboxGateway } from '../sandbox/gateway.js';
import { WebhookInbox } from '../webhook-inbox.service.js';

export const WEBHOOK_SECRET = 'a webhook secret of the tests, long enough';
export const OLD_WEBHOOK_SECRET = 'the webhook secret before the rotation';
export const API_KEY = 'the gateway key of the tests';

/** Short, because the timeout faults wait for it; a test of many calls at once gives them longer. */
const GATEWAY_TIMEOUT_MS = 250;

/** `Bearer customer-<uuid>`, `Bearer operator-<uuid>`. */
class TestAuthenticator extends Authenticator {
  authenticate(authorization: string | undefined): Principal {
    const [, role, id] = /^Bearer (\w+)-([0-9a-f-]{36})$/.exec(authorization ?? '') ?? [];
    if (role === undefined || id === undefined) throw platformProblems.UNAUTHENTICATED('send a test token');
    return { id, role: role as Role };
  }
}

/** Keeps what was committed, and does in the recording transaction what a test asks. */
export class KeepingObserver extends PaymentObserver {
  readonly changes: PaymentChange[] = [];
  alsoDo: ((tx: Tx, changes: readonly PaymentChange[]) => Promise<unknown>) | undefined;

  async paymentsChanged(tx: Tx, changes: readonly PaymentChange[]): Promise<void> {
    tx.afterCommit(() => this.changes.push(...changes));
    await this.alsoDo?.(tx, changes);
  }

  of(paymentId: string): readonly string[] {
    return this.changes.filter((one) => one.paymentId === paymentId).map((one) => `${one.from} > ${one.to}`);
  }
}

export type PaymentKit = Awaited<ReturnType<typeof startPaymentKit>>;

/** Starts everything on free ports. `providers` come beside the sandbox. */
export async function startPaymentKit(providers: readonly PaymentProvider[] = [], timeoutMs = GATEWAY_TIMEOUT_MS) {
  const opened = await openTestDatabase({ entities: paymentEntities });
  const gateway = await startSandboxGateway({ webhookSecret: WEBHOOK_SECRET, apiKey: API_KEY });
  const app = await startApplication(opened.source, gateway, providers, timeoutMs);
  const { port } = app.getHttpServer().address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  gateway.setWebhookUrl(`${url}/v1/webhooks/payments/sandbox`);
  const database = app.get(Database);
  const payments = app.get(PaymentService);
  const control = new SandboxControl({ url: gateway.url, apiKey: API_KEY });
  const row = async (id: string): Promise<PaymentRow> => (await payments.find(database, [id]))[0]!;
  return {
    database,
    gateway,
    control,
    payments,
    url,
    row,
    remote: app.get(PaymentGateway),
    poll: app.get(PaymentPoll),
    inbox: app.get(WebhookInbox),
    books: app.get(PaymentBooks),
    observer: app.get(PaymentObserver) as KeepingObserver,

    /** Opens a payment of 100.00 and answers its id. `silent`: the gateway will send no webhook about it. */
    async open(fields: Partial<OpenPayment> & { silent?: boolean } = {}): Promise<string> {
      const { silent, ...rest } = fields;
      const payment = { paymentId: uuid7(), orderId: uuid7(), customerId: uuid7(), ...DEFAULTS, ...rest };
      await database.transaction((tx) => payments.open(tx, [payment]));
      if (silent) await control.plant({ kind: 'webhook_never', reference: payment.paymentId, count: 1_000 });
      return payment.paymentId;
    },

    /** A payment that is captured, in silence. */
    async captured(fields: Partial<OpenPayment> = {}, card = 'tok_ok'): Promise<string> {
      const id = await this.open({ ...fields, silent: true });
      await this.remote.confirm(id, card);
      await this.remote.captureAtGateway([id]);
      expect((await row(id)).state).toBe('captured');
      return id;
    },

    /** Moves the shop's clock, runs the poll, and puts the clock back. */
    async pollLater(seconds = 60): Promise<void> {
      database.clockOffsetMs = seconds * 1000;
      try {
        await this.poll.pollPending(100);
      } finally {
        database.clockOffsetMs = 0;
      }
    },

    /** Delivers until nothing waits any more. */
    async flush(): Promise<void> {
      for (let round = 0; round < 5; round++) if ((await control.flush()).waiting === 0) return;
      throw new Error('webhooks are still waiting');
    },

    async close(): Promise<void> {
      await gateway.close();
      await app.close();
      await opened.close();
    },
  };
}

export const DEFAULTS = { provider: 'sandbox', currency: 'USD', amountMinor: 10_000 } as const;

async function startApplication(
  source: DataSource,
  gateway: SandboxGateway,
  providers: readonly PaymentProvider[],
  timeoutMs: number,
): Promise<NestFastifyApplication> {
  const config = CartwrightConfig.of({ environment: 'test', logLevel: 'silent' });
  const sandbox = new SandboxProvider({
    url: gateway.url,
    apiKey: API_KEY,
    webhookSecrets: [WEBHOOK_SECRET, OLD_WEBHOOK_SECRET],
    timeoutMs,
  });
  const setup = new PaymentSetup({ providers: [sandbox, ...providers] });
  const given = [
    { provide: DataSource, useValue: source },
    { provide: Authenticator, useClass: TestAuthenticator },
    { provide: PaymentSetup, useValue: setup },
    { provide: PaymentObserver, useClass: KeepingObserver },
  ];
  @Global()
  @Module({ providers: given, exports: [DataSource, Authenticator, PaymentSetup, PaymentObserver] })
  class GivenModule {}
  const root: DynamicModule = {
    module: class TestRoot {},
    imports: [GivenModule, PlatformModule.forRoot(config), PlatformHttpModule, PaymentHttpModule],
  };
  const app = leaveActsUnrecorded(await createHttpApplication(root, { config, log: createLog(config) }));
  await app.listen(0, '127.0.0.1');
  return app;
}

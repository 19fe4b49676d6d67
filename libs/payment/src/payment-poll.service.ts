/** The poll: asks gateways about payments and refunds nobody has told us of for a while (lost webhooks, crashes after a call). */
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#libs/platform';
import { claimPolls, claimRefundPolls } from './db/payment.statements.js';
import { bounded, recordNews, type NewsOfOne } from './outside-calls.js';
import { PaymentGateway } from './payment-gateway.service.js';
import { PaymentService } from './payment.service.js';
import { PaymentSettings } from './payment.settings.js';
import type { PaymentRow } from './payment.types.js';
import { observationsOf, PaymentProviders } from './provider/payment-provider.js';

/** What one sweep did. */
export interface PollResult {
  /** Payments and refunds asked about. */
  readonly asked: number;
  /** Changes learned. */
  readonly changes: number;
}

@Injectable()
export class PaymentPoll {
  private readonly log = new Logger('payment');

  constructor(
    private readonly database: Database,
    private readonly payments: PaymentService,
    private readonly gateway: PaymentGateway,
    private readonly providers: PaymentProviders,
    private readonly settings: PaymentSettings,
  ) {}

  /**
   * Claims at most `limit` payments and as many refunds whose time to ask has come, asks, and records what is new. Any number of
   * processes may sweep at once. A claim pushes the next one further away, so a crash while asking only delays.
   */
  async pollPending(limit: number): Promise<PollResult> {
    const { pollAfterSeconds, pollSecondsMax, gatewayCallsAtOnceMax } = this.settings;
    const claimed = await this.database.transaction(async (tx) => {
      const values = [tx.now, limit, pollAfterSeconds, pollSecondsMax];
      return { payments: await tx.run(claimPolls, values), refunds: await tx.run(claimRefundPolls, values) };
    });
    const news = await bounded(claimed.payments, gatewayCallsAtOnceMax, (row) => this.ask(row));
    const told = news.flatMap((one) => one ?? []);
    const recorded = await recordNews(this.database, this.payments, told);
    recorded.forEach((one, index) => {
      if (one instanceof Error) this.log.error(`poll of payment ${told[index]!.paymentId}: ${one.stack}`);
    });
    await bounded(claimed.refunds, gatewayCallsAtOnceMax, ({ id }) => this.gateway.refundAtGateway(id));
    const changes = new Set(recorded.flatMap((one) => (one instanceof Error ? [] : one.changes)));
    return { asked: claimed.payments.length + claimed.refunds.length, changes: changes.size };
  }

  private async ask(row: PaymentRow): Promise<NewsOfOne | undefined> {
    const { id: paymentId, provider, providerReference: reference } = row;
    // Without a reference we never learned what became of our request for the payment: the same key brings the answer.
    const answer =
      reference === null
        ? await this.gateway.create(row)
        : await this.providers.get(provider).lookup({ paymentId, reference });
    if (answer.kind !== 'accepted') {
      const why = answer.kind === 'declined' ? answer.reason : answer.why;
      this.log.warn(`${provider} could not tell about payment ${paymentId}: ${why}`);
      return undefined;
    }
    return { paymentId, observations: observationsOf(provider, answer.value, { paymentId, source: 'poll' }) };
  }
}

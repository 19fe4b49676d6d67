/**
 * The notes around outside calls: the intent before, the news after. Calls of many payments are under way at once, and their notes
 * travel together: whatever arrives while the transaction before commits shares the next one.
 */
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AmbiguousOutcome, Batcher, Database, DatabaseUnavailable, plainArray, type Tx } from '#libs/platform';
import { lockPayments, noteCalls } from './db/payment.statements.js';
import { neverMade, pictureNews, recordNews, type NewsOfOne, type RecordedNews } from './outside-calls.js';
import { callFor } from './payment.rules.js';
import type { Recorded } from './payment.inputs.js';
import { PaymentService } from './payment.service.js';
import { PaymentSettings } from './payment.settings.js';
import type { GatewayAct, PaymentRow } from './payment.types.js';

/** What is to be asked of a gateway. */
export interface Intent {
  readonly act: GatewayAct;
  readonly paymentId: string;
}

/** The payment as it is when its call begins, and whether there is one to make; no payment of this id: undefined. */
export type Intended = { readonly row: PaymentRow; readonly call: ReturnType<typeof callFor> } | undefined;

const LIMITS = { batchSizeMax: 64, queueLengthMax: 10_000, lanes: 2 };

@Injectable()
export class CallBook implements OnModuleDestroy {
  private readonly intents: Batcher<Intent, Intended>;
  private readonly news: Batcher<NewsOfOne, Recorded>;

  constructor(
    private readonly database: Database,
    private readonly payments: PaymentService,
    private readonly settings: PaymentSettings,
  ) {
    this.intents = new Batcher({
      ...LIMITS,
      name: 'payment intents',
      isShared,
      run: (intents) => this.database.transaction((tx) => this.note(tx, intents)),
    });
    this.news = new Batcher({
      ...LIMITS,
      name: 'payment news',
      isShared,
      run: (news) => recordNews(this.database, this.payments, news),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.intents.drained(), this.news.drained()]);
  }

  /** Notes calls before they are made. One answer per intent, in order; on disk when it resolves. @throws DatabaseUnavailable, AmbiguousOutcome */
  intend(intents: readonly Intent[]): Promise<readonly Intended[]> {
    return Promise.all(intents.map((intent) => this.intents.submit(intent)));
  }

  /** Records what gateways answered. One answer per payment, in order. @throws DatabaseUnavailable, AmbiguousOutcome: then maybe nothing was kept */
  record(news: readonly NewsOfOne[]): Promise<readonly RecordedNews[]> {
    return Promise.all(
      news.map((one) =>
        this.news.submit(one).catch((error: unknown) => {
          if (isShared(error) || !(error instanceof Error)) throw error;
          return error;
        }),
      ),
    );
  }

  private async note(tx: Tx, intents: readonly Intent[]): Promise<readonly Intended[]> {
    const ids = [...new Set(intents.map(({ paymentId }) => paymentId))];
    const locked = await tx.run(lockPayments, [plainArray(ids), '{}', '{}']);
    const rows = new Map(locked.map((row) => [row.id, row]));
    const intended = intents.map(({ act, paymentId }): Intended => {
      const row = rows.get(paymentId);
      return row && { row, call: callFor(act, row) };
    });
    const pollAt = new Date(tx.now.getTime() + this.settings.pollAfterSeconds * 1000);
    for (const act of new Set(intents.map((intent) => intent.act))) {
      const called = intended.flatMap((one, i) =>
        one?.call === 'call' && intents[i]!.act === act ? [one.row.id] : [],
      );
      if (called.length > 0) await tx.change(noteCalls, [plainArray(called), act, tx.now, pollAt]);
    }
    const unasked = intended.flatMap((one) => (one?.call === 'unasked' ? [one.row] : []));
    if (unasked.length === 0) return intended;
    const { payments } = await this.payments.record(
      tx,
      unasked.flatMap((row) => pictureNews(row, neverMade(row))),
    );
    return intended.map((one) => one && { ...one, row: payments.get(one.row.id) ?? one.row });
  }
}

/** Would hit each call alone as well. */
function isShared(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || error instanceof AmbiguousOutcome;
}

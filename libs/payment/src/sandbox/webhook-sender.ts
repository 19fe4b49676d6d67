/**
 * Delivers events to the merchant: signed, retried with backoff until acknowledged, bent by planted faults. A flush delivers
 * at once whatever waits for its time, so that tests need no sleeps.
 */
import { Agent, request } from 'undici';
import { signWebhook } from '../webhook-signature.js';
import type { Faults } from './faults.js';

/** What every event of a sandbox has. */
export interface SentEvent {
  readonly id: string;
  readonly type: string;
}

/** Where and how events are sent. */
export interface WebhookSenderOptions<Event extends SentEvent> {
  url: string | undefined;
  /** The first is the newest; every one signs, so that receivers can rotate. */
  secrets: readonly string[];
  readonly faults: Faults;
  readonly acknowledged: (eventId: string) => Promise<void>;
  /** The merchant's own id of what an event is about: faults may be planted for it. */
  readonly referenceOf: (event: Event) => string;
  /** The event with another amount or currency in it. */
  readonly falsified: (event: Event, how: 'wrong_amount' | 'wrong_currency') => Event;
}

/** What a flush did. `waiting` events failed again and will be retried later. */
export interface FlushResult {
  readonly delivered: number;
  readonly failed: number;
  readonly waiting: number;
}

const ATTEMPTS_MAX = 12;
const RETRY_DELAY_MS_MIN = 500;
const RETRY_DELAY_MS_MAX = 300_000;
const DELIVERIES_AT_ONCE_MAX = 16;
const ANSWER_WAIT_MS_MAX = 10_000;
const REPLAY_AGE_SECONDS = 3_600;

interface Delivery<Event> {
  readonly event: Event;
  attempt: number;
  timer: NodeJS.Timeout | undefined;
  /** Bent deliveries: how this one attempt differs from the truth. */
  bend?: 'forged' | 'replayed' | 'wrong_amount' | 'wrong_currency';
  copies: number;
}

export class WebhookSender<Event extends SentEvent> {
  private readonly agent = new Agent({ connections: DELIVERIES_AT_ONCE_MAX });
  /** Waiting for their time: late ones and retries. */
  private readonly scheduled = new Set<Delivery<Event>>();
  private readonly reversed: Delivery<Event>[] = [];
  private readonly underWay = new Set<Promise<boolean>>();
  private queue: Delivery<Event>[] = [];
  private closed = false;

  constructor(readonly options: WebhookSenderOptions<Event>) {}

  /** Sends events as their faults say. Returns at once. */
  send(events: readonly Event[]): void {
    for (const event of events) this.sendOne({ event, attempt: 0, timer: undefined, copies: 1 });
  }

  /** Sends everything that waits, out-of-order ones last first, and resolves when all were answered. */
  async flush(): Promise<FlushResult> {
    const due = [...this.scheduled];
    for (const delivery of due) this.unschedule(delivery);
    const reversed = this.reversed.splice(0).reverse();
    const counts = { delivered: 0, failed: 0 };
    const count = (ok: boolean): void => void (ok ? (counts.delivered += 1) : (counts.failed += 1));
    // Held events go one after the other: their order is the point.
    for (const delivery of reversed) count(await this.deliver(delivery));
    (await Promise.all(due.map((delivery) => this.deliver(delivery)))).forEach(count);
    while (this.underWay.size > 0) (await Promise.all(this.underWay)).forEach(count);
    return { ...counts, waiting: this.scheduled.size };
  }

  /** Forgets what waits (the events stay unacknowledged in the books). */
  forget(): void {
    for (const delivery of [...this.scheduled]) this.unschedule(delivery);
    this.reversed.length = 0;
    this.queue = [];
  }

  async close(): Promise<void> {
    this.closed = true;
    this.forget();
    await this.agent.destroy();
    await Promise.all(this.underWay);
  }

  private sendOne(delivery: Delivery<Event>): void {
    const fault = this.options.faults.forEvent(delivery.event.type, this.options.referenceOf(delivery.event));
    switch (fault?.kind) {
      case 'webhook_never':
        return;
      case 'webhook_late':
        return this.schedule(delivery, fault.delayMs ?? RETRY_DELAY_MS_MAX);
      case 'webhook_out_of_order':
        this.reversed.push(delivery);
        if (fault.remaining === 0) void this.flushReversed();
        return;
      case 'webhook_repeated':
        delivery.copies = fault.times ?? 2;
        break;
      case 'webhook_forged':
        delivery.bend = 'forged';
        break;
      case 'webhook_replayed':
        delivery.bend = 'replayed';
        break;
      case 'webhook_wrong_amount':
        delivery.bend = 'wrong_amount';
        break;
      case 'webhook_wrong_currency':
        delivery.bend = 'wrong_currency';
        break;
    }
    this.start(delivery);
  }

  private async flushReversed(): Promise<void> {
    for (const delivery of this.reversed.splice(0).reverse()) await this.deliver(delivery);
  }

  private start(delivery: Delivery<Event>): void {
    if (this.underWay.size >= DELIVERIES_AT_ONCE_MAX) {
      this.queue.push(delivery);
      return;
    }
    void this.deliver(delivery).finally(() => {
      const next = this.queue.shift();
      if (next !== undefined) this.start(next);
    });
  }

  private deliver(delivery: Delivery<Event>): Promise<boolean> {
    const attempt = this.attempt(delivery).finally(() => this.underWay.delete(attempt));
    this.underWay.add(attempt);
    return attempt;
  }

  private async attempt(delivery: Delivery<Event>): Promise<boolean> {
    if (this.options.url === undefined || this.closed) return false;
    delivery.attempt += 1;
    const copies = delivery.copies;
    delivery.copies = 1;
    const answers = await Promise.all(Array.from({ length: copies }, () => this.post(this.options.url!, delivery)));
    const taken = answers.some((status) => status >= 200 && status < 300);
    delete delivery.bend;
    if (taken) await this.options.acknowledged(delivery.event.id).catch(() => undefined);
    else if (!this.closed && delivery.attempt < ATTEMPTS_MAX) this.schedule(delivery, retryDelayMs(delivery.attempt));
    return taken;
  }

  /** The merchant's status, or 0 when none came. */
  private async post(url: string, { event, bend }: Delivery<Event>): Promise<number> {
    const body = JSON.stringify(
      bend === 'wrong_amount' || bend === 'wrong_currency' ? this.options.falsified(event, bend) : event,
    );
    const nowSeconds = Math.floor(Date.now() / 1000);
    const timestampSeconds = String(bend === 'replayed' ? nowSeconds - REPLAY_AGE_SECONDS : nowSeconds);
    const parts = { id: event.id, timestampSeconds, body };
    const secrets = bend === 'forged' ? ['not the secret'] : this.options.secrets;
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        headersTimeout: ANSWER_WAIT_MS_MAX,
        bodyTimeout: ANSWER_WAIT_MS_MAX,
        headers: {
          'content-type': 'application/json',
          'webhook-id': event.id,
          'webhook-timestamp': timestampSeconds,
          'webhook-signature': secrets.map((secret) => signWebhook(secret, parts)).join(' '),
        },
        body,
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      // No answer: the merchant is down or the connection broke; the retry is the handling.
      return 0;
    }
  }

  private schedule(delivery: Delivery<Event>, delayMs: number): void {
    delivery.timer = setTimeout(() => {
      this.scheduled.delete(delivery);
      this.start(delivery);
    }, delayMs);
    delivery.timer.unref();
    this.scheduled.add(delivery);
  }

  private unschedule(delivery: Delivery<Event>): void {
    clearTimeout(delivery.timer);
    this.scheduled.delete(delivery);
  }
}

/** Doubling from half a second to five minutes, half of it at random so that retries spread. */
function retryDelayMs(attempt: number): number {
  const whole = Math.min(RETRY_DELAY_MS_MIN * 2 ** (attempt - 1), RETRY_DELAY_MS_MAX);
  return whole / 2 + Math.random() * (whole / 2);
}

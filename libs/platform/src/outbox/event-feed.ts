/**
 * Live events of one process: follows the log once for all its subscribers and hands each what it may see. Only committed changes
 * appear; a commit of this process wakes it at once, the poll finds those of others well within a second.
 */
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isPosition, LOG_START, Outbox, type OutboxEvent } from './outbox.js';

/** How often the log is looked at while somebody listens. */
const POLL_MS = 200;
/** Events read at once. */
const READ_LIMIT = 1_000;
/** The most events replayed to one subscriber; beyond it the client is told to load afresh. */
export const REPLAY_EVENTS_MAX = 5_000;

/** A listener for one account. */
export interface Subscriber {
  readonly subjectId: string;
  /** The position after which events are wanted; absent for "from now on". */
  readonly after?: string;
  readonly event: (event: OutboxEvent) => void;
  /** The replay would be too long, or its start has been drained: load the present state instead. */
  readonly reset: (position: string) => void;
  /** The replay is over and live events follow; the position so far. */
  readonly ready: (position: string) => void;
}

@Injectable()
export class EventFeed implements OnModuleDestroy {
  private readonly subscribers = new Map<string, Set<Subscriber>>();
  private position: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();
  private isQueued = false;
  private stopListening: (() => void) | undefined;

  constructor(private readonly outbox: Outbox) {}

  /** Subscribes; events after `after` are replayed first, without a gap and without a repetition. The returned function ends it. */
  async subscribe(subscriber: Subscriber): Promise<() => void> {
    this.start();
    // In the queue of reads: no event can be handed out between the replay and joining the live ones.
    const joined = this.reading.then(() => this.join(subscriber));
    this.reading = joined.catch(() => undefined);
    await joined;
    return () => this.leave(subscriber);
  }

  onModuleDestroy(): void {
    this.stop();
  }

  private async join(subscriber: Subscriber): Promise<void> {
    this.position ??= await this.outbox.head();
    const { after } = subscriber;
    if (after !== undefined && isPosition(after)) await this.replay(subscriber, { after, upTo: this.position });
    const others = this.subscribers.get(subscriber.subjectId);
    if (others) others.add(subscriber);
    else this.subscribers.set(subscriber.subjectId, new Set([subscriber]));
    subscriber.ready(this.position);
  }

  private async replay(subscriber: Subscriber, between: { after: string; upTo: string }): Promise<void> {
    const oldest = await this.outbox.tail();
    const isDrained = between.after !== LOG_START && oldest !== undefined && compare(between.after, oldest) < 0;
    const events = isDrained ? [] : await this.outbox.readSubject(subscriber.subjectId, between, REPLAY_EVENTS_MAX + 1);
    if (isDrained || events.length > REPLAY_EVENTS_MAX) subscriber.reset(between.upTo);
    else for (const event of events) subscriber.event(event);
  }

  private leave(subscriber: Subscriber): void {
    const others = this.subscribers.get(subscriber.subjectId);
    others?.delete(subscriber);
    if (others?.size === 0) this.subscribers.delete(subscriber.subjectId);
    if (this.subscribers.size === 0) this.stop();
  }

  private start(): void {
    if (this.timer !== undefined) return;
    this.timer = setInterval(() => this.look(), POLL_MS);
    this.stopListening = this.outbox.onAppended(() => this.look());
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.stopListening?.();
    // Nobody listens: what happens meanwhile is not handed to a later subscriber, who says where to start.
    this.position = undefined;
  }

  private look(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    this.reading = this.reading.then(() => {
      this.isQueued = false;
      return this.readOn();
    });
  }

  private async readOn(): Promise<void> {
    try {
      while (this.timer !== undefined && this.position !== undefined) {
        const events = await this.outbox.read(this.position, READ_LIMIT);
        for (const event of events) {
          this.position = event.position;
          if (event.subjectId === null) continue;
          for (const subscriber of this.subscribers.get(event.subjectId) ?? []) subscriber.event(event);
        }
        if (events.length < READ_LIMIT) return;
      }
    } catch {
      // The database is away: the position stands, the next look goes on from it.
    }
  }
}

/** Order of two positions. */
function compare(a: string, b: string): number {
  const [ax = '0', ai = '0'] = a.split('.');
  const [bx = '0', bi = '0'] = b.split('.');
  const byTransaction = BigInt(ax) - BigInt(bx);
  const difference = byTransaction === 0n ? BigInt(ai) - BigInt(bi) : byTransaction;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

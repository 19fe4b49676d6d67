/**
 * What the books of every sandbox have: remembered idempotency keys and unacknowledged events. An act changes memory at once (one
 * thread, so no two acts mix) and is answered when its journal line is on disk.
 */
import { createHash } from 'node:crypto';
import { Journal } from './journal.js';
import type { SentEvent } from './webhook-sender.js';

/** An answer as it is remembered for a key. */
export interface RememberedAnswer {
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
}

/** An act that was decided: its answer, what it changes (under the name the journal has for it), and the events it makes. */
export interface DecidedAct<Changed, Event> {
  readonly status: number;
  readonly body: unknown;
  readonly changed: Changed;
  readonly events: readonly Event[];
}

/** The outcome of one keyed request. */
export type KeyedOutcome<Event> =
  | { readonly kind: 'acted' | 'replayed'; readonly answer: RememberedAnswer; readonly events: readonly Event[] }
  | { readonly kind: 'differs' };

/** An act under a key; without one it came by itself. */
interface Keyed {
  readonly key: string | null;
  readonly answer: RememberedAnswer | null;
}

/** A line of the journal: an act with everything it changed, or an acknowledged event. */
type Line<Changed, Event> =
  | (Keyed & Changed & { readonly kind: 'act'; readonly at: string; readonly events: readonly Event[] })
  | { readonly kind: 'acknowledged'; readonly eventId: string };

/** How many past events can be sent again on request. */
const RECENT_EVENTS_MAX = 10_000;

export abstract class KeyedBooks<Changed extends object, Event extends SentEvent> {
  private readonly answers = new Map<string, RememberedAnswer>();
  private readonly unacknowledged = new Map<string, Event>();
  private recent: Event[] = [];
  private journal!: Journal<Line<Changed, Event>>;

  /** Takes what an act changed into memory: now, or again at the start. */
  protected abstract take(changed: Changed): void;

  /** Events nobody has acknowledged yet, in the order they happened: sent again after a restart. */
  get pendingEvents(): readonly Event[] {
    return [...this.unacknowledged.values()];
  }

  /** The last events, acknowledged or not, in the order they happened. */
  get recentEvents(): readonly Event[] {
    return this.recent;
  }

  /** Notes that the merchant has taken an event. The sender passes over a failure: an event sent twice does no harm. */
  acknowledge(eventId: string): Promise<void> {
    return this.write({ kind: 'acknowledged', eventId });
  }

  /** Resolves when everything read so far is also on disk. @throws Error when the disk has refused some of it */
  settled(): Promise<void> {
    return this.journal.settled();
  }

  close(): Promise<void> {
    return this.journal.close();
  }

  /** Reads the books kept in `file`, or begins empty ones in memory. */
  protected async read(file: string | undefined): Promise<this> {
    this.journal = await Journal.open<Line<Changed, Event>>(file, (line) => this.apply(line));
    return this;
  }

  /**
   * Carries out `decide` once for the key. The same key with the same request gets the first answer again, with another
   * request `differs`. Resolves when the act is on disk.
   */
  protected async keyed(
    { key, request }: { readonly key: string; readonly request: string },
    decide: () => DecidedAct<Changed, Event>,
  ): Promise<KeyedOutcome<Event>> {
    const requestHash = createHash('sha256').update(request).digest('base64');
    const known = this.answers.get(key);
    if (known !== undefined) {
      await this.journal.settled();
      return known.requestHash === requestHash ? { kind: 'replayed', answer: known, events: [] } : { kind: 'differs' };
    }
    const { status, body, changed, events } = decide();
    const answer = { requestHash, status, body };
    await this.keep(changed, events, { key, answer });
    return { kind: 'acted', answer, events };
  }

  /** Keeps what an act changed, and its events; resolves when it is on disk. */
  protected keep(
    changed: Changed,
    events: readonly Event[],
    { key, answer }: Keyed = { key: null, answer: null },
  ): Promise<void> {
    return this.write({ kind: 'act', at: new Date().toISOString(), key, answer, ...changed, events });
  }

  private write(line: Line<Changed, Event>): Promise<void> {
    this.apply(line);
    return this.journal.append(line);
  }

  private apply(line: Line<Changed, Event>): void {
    if (line.kind === 'acknowledged') {
      this.unacknowledged.delete(line.eventId);
      return;
    }
    if (line.key !== null && line.answer !== null) this.answers.set(line.key, line.answer);
    for (const event of line.events) this.unacknowledged.set(event.id, event);
    this.recent.push(...line.events);
    if (this.recent.length > 2 * RECENT_EVENTS_MAX) this.recent = this.recent.slice(-RECENT_EVENTS_MAX);
    this.take(line);
  }
}

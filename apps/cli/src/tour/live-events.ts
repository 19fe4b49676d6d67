/** Listens to the shop's live events (server-sent events) and remembers what was heard. */
import type { Speaker } from './conversation.js';

/** One event. */
export interface LiveEvent {
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

/** An open stream of one customer's events. */
export class LiveEvents {
  readonly heard: LiveEvent[] = [];
  private waiting: (() => void)[] = [];
  private readonly stop = new AbortController();
  private ended = false;

  /** Opens the stream. `lastEventId` replays what came after that event. @throws Error when the shop refuses */
  static async open(baseUrl: string, speaker: Speaker, lastEventId?: string): Promise<LiveEvents> {
    const events = new LiveEvents();
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${speaker.token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    };
    const answer = await fetch(`${baseUrl}/v1/events`, { headers, signal: events.stop.signal });
    if (answer.status !== 200 || answer.body === null) throw new Error(`GET /v1/events answers ${answer.status}`);
    void events.listen(answer.body);
    return events;
  }

  /** The first event heard so far or soon that fits; undefined when none came in time. */
  async hear(fits: (event: LiveEvent) => boolean, seconds: number): Promise<LiveEvent | undefined> {
    const deadline = performance.now() + seconds * 1_000;
    for (;;) {
      const found = this.heard.find(fits);
      const leftMs = deadline - performance.now();
      if (found !== undefined || this.ended || leftMs <= 0) return found;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Ends the stream. */
  close(): void {
    this.stop.abort();
  }

  private async listen(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split(/\r?\n\r?\n/);
        text = blocks.pop()!;
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Closed by us, or the shop went away: whoever still waits is told that nothing came.
    }
    this.ended = true;
    this.wake();
  }

  private take(block: string): void {
    const field = (name: string): string =>
      block
        .split(/\r?\n/)
        .filter((line) => line.startsWith(`${name}:`))
        .map((line) => line.slice(name.length + 1).replace(/^ /, ''))
        .join('\n');
    const data = field('data');
    // A block without data is a heartbeat.
    if (data === '') return;
    this.heard.push({ id: field('id'), name: field('event') || 'message', data });
    this.wake();
  }

  private wake(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }
}

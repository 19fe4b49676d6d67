/** A client of the live events: reads the stream as it comes and keeps what it has seen. */
import type { HttpClient } from './http-client.js';

export interface SeenEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** When it was read, on the monotonic clock. */
  readonly at: number;
}

export class EventClient {
  /** Changes, in the order they came; `ready` and heartbeats are not among them. */
  readonly seen: SeenEvent[] = [];
  private readonly stopped = new AbortController();
  private reading: Promise<void> = Promise.resolve();

  private constructor() {}

  /** Connects and resolves when the server says that it follows. @throws Error with the status when it is refused */
  static async open(http: HttpClient, lastEventId?: string): Promise<EventClient> {
    const client = new EventClient();
    const response = await fetch(`${http.url}/v1/events`, {
      signal: client.stopped.signal,
      headers: {
        accept: 'text/event-stream',
        ...(http.token !== undefined && { authorization: `Bearer ${http.token}` }),
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`refused with ${response.status}`);
    }
    await new Promise<void>((resolve, reject) => {
      client.reading = client.read(response.body!, resolve).catch((error: Error) => {
        if (!client.stopped.signal.aborted) reject(error);
      });
    });
    return client;
  }

  get lastEventId(): string | undefined {
    return this.seen.at(-1)?.id;
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await this.reading;
  }

  private async read(body: ReadableStream<Uint8Array>, ready: () => void): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.take(text.slice(0, end), ready);
        text = text.slice(end + 2);
      }
    }
  }

  private take(message: string, ready: () => void): void {
    const fields = new Map(
      message
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
    );
    const type = fields.get('event') ?? 'message';
    if (type === 'ready') ready();
    else if (type.includes('.') || type === 'reset')
      this.seen.push({
        id: fields.get('id')!,
        type,
        data: JSON.parse(fields.get('data')!) as SeenEvent['data'],
        at: performance.now(),
      });
  }
}

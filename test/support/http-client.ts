/** A small HTTP client for tests: JSON in, status and JSON out; every POST carries a fresh Idempotency-Key unless told otherwise. */
import { randomUUID } from 'node:crypto';

/** An answer, whatever its status. */
export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export class HttpClient {
  constructor(
    readonly url: string,
    readonly token?: string,
  ) {}

  /** The same caller at another API. */
  at(url: string): HttpClient {
    return new HttpClient(url, this.token);
  }

  get<Body = Record<string, never>>(path: string, headers: Record<string, string> = {}): Promise<Answered<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  post<Body = Record<string, never>>(
    path: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answered<Body>> {
    return this.send('POST', path, body, { 'idempotency-key': randomUUID(), ...headers });
  }

  async send<Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answered<Body>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
      headers: response.headers,
    };
  }
}

/** Waits for a condition by asking again; fails with what was seen last when it does not come true within 10 s. */
export async function eventually<T>(
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
  what = 'the condition',
): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`${what} did not come true; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

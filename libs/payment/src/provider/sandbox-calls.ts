/** Calls to a sandbox: bounded in time, in number and in the length of what is read. No call throws. */
import { Pool } from 'undici';

/** How a sandbox is reached. */
export interface SandboxCallsOptions {
  readonly url: string;
  readonly apiKey: string;
  /** How long a call may take in all, in milliseconds. Default 5,000. */
  readonly timeoutMs?: number;
  /** Connections kept to the sandbox. Default 16. */
  readonly connectionsMax?: number;
  /** Calls under way or waiting for a connection; beyond it the answer is `unknown` at once. Default 512. */
  readonly callsMax?: number;
}

/** What a POST carries. */
export interface SentRequest {
  readonly idempotencyKey: string;
  readonly body: string;
}

/** An answer that came whole, or why none did: then the sandbox may have acted all the same. */
export type CallAnswer = { readonly status: number; readonly text: string } | { readonly why: string };

const ANSWER_BYTES_MAX = 1024 * 1024;

export class SandboxCalls {
  private readonly pool: Pool;
  private readonly basePath: string;
  private readonly timeoutMs: number;
  private readonly callsMax: number;
  private underWay = 0;

  constructor(private readonly options: SandboxCallsOptions) {
    const url = new URL(options.url);
    this.timeoutMs = options.timeoutMs ?? 5_000;
    this.callsMax = options.callsMax ?? 512;
    this.basePath = url.pathname.replace(/\/$/, '');
    this.pool = new Pool(url.origin, {
      connections: options.connectionsMax ?? 16,
      pipelining: 1,
      connect: { timeout: this.timeoutMs },
      headersTimeout: this.timeoutMs,
      bodyTimeout: this.timeoutMs,
    });
  }

  async request(method: 'GET' | 'POST', path: string, sent?: SentRequest): Promise<CallAnswer> {
    if (this.underWay >= this.callsMax) return { why: 'too many calls are waiting for the gateway' };
    this.underWay += 1;
    try {
      const answer = await this.pool.request({
        method,
        path: this.basePath + path,
        signal: AbortSignal.timeout(this.timeoutMs),
        headers: {
          authorization: `Bearer ${this.options.apiKey}`,
          ...(sent && { 'content-type': 'application/json', 'idempotency-key': sent.idempotencyKey }),
        },
        body: sent?.body ?? null,
      });
      return { status: answer.statusCode, text: await boundedText(answer.body) };
    } catch (error) {
      // Whatever broke, the gateway may have acted: there is no definite failure on a network.
      return { why: (error as Error).message };
    } finally {
      this.underWay -= 1;
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

/** JSON as a value; undefined for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function boundedText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

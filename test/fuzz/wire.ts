/** Sends what `fetch` refuses to: odd headers, methods and addresses over node:http, and plain bytes over a socket. */
import { Agent, request } from 'node:http';
import { connect } from 'node:net';

/** Requests under way at once. */
export const REQUESTS_AT_ONCE = 16;
/** The longest wait for an answer: far beyond what any refusal takes. */
const ANSWER_MS_MAX = 20_000;

/** One request as it goes over the wire. With `bytes` the rest is only a label. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Buffer;
  /** The whole request, byte by byte, sent over a socket of its own. */
  readonly bytes?: Buffer;
}

/** An answer; status 0 when the server closed the connection without one. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** A client of one server. */
export class Wire {
  sent = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: REQUESTS_AT_ONCE });
  private readonly host: string;
  private readonly port: number;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.host = hostname;
    this.port = Number(port);
  }

  send(wanted: WireRequest): Promise<WireAnswer> {
    this.sent += 1;
    return wanted.bytes === undefined ? this.sendRequest(wanted) : this.sendBytes(wanted.bytes);
  }

  /** Answers in the order of the requests, {@link REQUESTS_AT_ONCE} at a time. */
  async sendAll(wanted: readonly WireRequest[]): Promise<readonly WireAnswer[]> {
    const answers: WireAnswer[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < wanted.length) {
        const at = next++;
        answers[at] = await this.send(wanted[at]!);
      }
    };
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
    return answers;
  }

  close(): void {
    this.agent.destroy();
  }

  private sendRequest({ method, path, headers, body }: WireRequest): Promise<WireAnswer> {
    return new Promise((resolve) => {
      const none = (error: Error): void => resolve({ status: 0, headers: {}, text: error.message });
      const length = body === undefined ? {} : { 'content-length': String(body.length) };
      const outgoing = request(
        {
          host: this.host,
          port: this.port,
          agent: this.agent,
          method,
          path,
          headers: { ...length, ...(headers as Record<string, string | string[]>) },
          timeout: ANSWER_MS_MAX,
        },
        (incoming) => {
          const head = { status: incoming.statusCode ?? 0, headers: incoming.headers };
          const chunks: Buffer[] = [];
          const done = (): void => resolve({ ...head, text: Buffer.concat(chunks).toString('utf8') });
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', done).on('error', done);
          // A stream has no end to wait for: its head is the answer.
          if (String(incoming.headers['content-type']).startsWith('text/event-stream')) {
            done();
            outgoing.destroy();
          }
        },
      );
      outgoing.on('error', none).on('timeout', () => outgoing.destroy(new Error('no answer in time')));
      outgoing.end(body);
    });
  }

  private sendBytes(bytes: Buffer): Promise<WireAnswer> {
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      const socket = connect(this.port, this.host, () => socket.write(bytes));
      const done = (): void => resolve(parsedAnswer(Buffer.concat(chunks).toString('utf8')));
      socket.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (chunk.includes('text/event-stream')) socket.destroy();
      });
      socket.setTimeout(ANSWER_MS_MAX, () => socket.destroy());
      socket.on('error', () => undefined).on('close', done);
    });
  }
}

/** The first answer in what came over a socket. */
export function parsedAnswer(text: string): WireAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [
      field.slice(0, field.indexOf(':')).toLowerCase(),
      field.slice(field.indexOf(':') + 1).trim(),
    ]),
  );
  return { status: Number(line.split(' ')[1] ?? 0), headers, text: rest.join('\r\n\r\n') };
}

/**
 * A load of HTTP/1.1 keep-alive requests over raw sockets that costs as little CPU as it can, because it shares the machine with what it
 * measures: requests are bytes made beforehand (only the idempotency key is patched in), answers are read for status and length only.
 */
import { connect, type Socket } from 'node:net';
import { Histogram } from './histogram.js';

/** Stands in a prepared request where the idempotency key goes; a key is exactly as long. */
export const KEY_SLOT = '{{idempotency-key------------------}}';

/** A request as bytes, and where its idempotency key stands in them; −1 for none. */
export interface PreparedRequest {
  readonly bytes: Buffer;
  readonly keyAt: number;
}

/** A request text with at most one {@link KEY_SLOT}. */
export function preparedRequest(text: string): PreparedRequest {
  const bytes = Buffer.from(text);
  return { bytes, keyAt: bytes.indexOf(KEY_SLOT) };
}

/** How to load. */
export interface LoadOptions {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Whole requests, used in turn. */
  readonly requests: readonly PreparedRequest[];
  /** Tells the keys of this load from those of every other. At most 20 characters. */
  readonly keyPrefix: string;
  /** A fixed arrival rate; latency then counts from when a request was due. Without it a closed loop: each connection asks again at once. */
  readonly requestsPerSecond?: number;
}

/** What came of it. Only answers with a status in 200…299 count into `latencies`. */
export interface LoadResult {
  readonly answered: number;
  readonly succeeded: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** The first answer of each status that was no success, head and body, for finding out why. */
  readonly refusals: Readonly<Record<string, string>>;
  readonly latencies: readonly number[];
  /** CPU that the load itself cost. */
  readonly driverCpuMs: number;
}

const READ_BUFFER_BYTES = 65_536;
const REFUSAL_CHARACTERS_MAX = 2_000;
const ARRIVAL_TICK_MS = 1;
const HEAD_END = Buffer.from('\r\n\r\n');
const CONTENT_LENGTH = Buffer.from('content-length: ');
const DIGIT_ZERO = 0x30;

/** Runs one load to its end. @throws when a connection fails or an answer is not understood. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const tally = new Tally();
  const source = new RequestSource(options);
  const lanes = await Promise.all(
    Array.from({ length: options.connections }, () => Lane.open(options.host, options.port, tally)),
  );
  const cpu = process.cpuUsage();
  const started = performance.now();
  const end = started + options.seconds * 1000;
  try {
    if (options.requestsPerSecond === undefined) await closedLoop(lanes, source, end);
    else await fixedArrivals(lanes, source, { started, end, perSecond: options.requestsPerSecond });
  } finally {
    for (const lane of lanes) lane.close();
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { ...tally.result(), seconds, driverCpuMs: (user + system) / 1000 };
}

async function closedLoop(lanes: readonly Lane[], source: RequestSource, end: number): Promise<void> {
  await Promise.all(
    lanes.map(
      (lane) =>
        new Promise<void>((resolve, reject) => {
          const next = (): void => {
            const now = performance.now();
            if (now >= end) resolve();
            else lane.ask(source.next(), now, next, reject);
          };
          next();
        }),
    ),
  );
}

interface Arrivals {
  readonly started: number;
  readonly end: number;
  readonly perSecond: number;
}

function fixedArrivals(lanes: readonly Lane[], source: RequestSource, arrivals: Arrivals): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const idle = [...lanes];
    const late: number[] = [];
    let arrived = 0;
    const serve = (): void => {
      while (idle.length > 0 && late.length > 0) {
        const lane = idle.pop()!;
        lane.ask(
          source.next(),
          late.shift()!,
          () => {
            idle.push(lane);
            serve();
          },
          reject,
        );
      }
    };
    const timer = setInterval(() => {
      const now = performance.now();
      const due = ((Math.min(now, arrivals.end) - arrivals.started) / 1000) * arrivals.perSecond;
      while (arrived < due) late.push(arrivals.started + (arrived++ / arrivals.perSecond) * 1000);
      serve();
      if (now >= arrivals.end && late.length === 0 && idle.length === lanes.length) {
        clearInterval(timer);
        resolve();
      }
    }, ARRIVAL_TICK_MS);
  });
}

/** Hands out the prepared requests in turn, each time with a fresh key. */
class RequestSource {
  private used = 0;

  constructor(private readonly options: LoadOptions) {}

  next(): Buffer {
    const { requests, keyPrefix } = this.options;
    const { bytes, keyAt } = requests[this.used % requests.length]!;
    this.used += 1;
    if (keyAt >= 0) {
      const digits = KEY_SLOT.length - keyPrefix.length - 1;
      bytes.write(`${keyPrefix}-${String(this.used).padStart(digits, '0')}`, keyAt, 'latin1');
    }
    return bytes;
  }
}

class Tally {
  private answered = 0;
  private succeeded = 0;
  private readonly statuses: Record<string, number> = {};
  private readonly refusals: Record<string, string> = {};
  private readonly latencies = new Histogram();

  count(status: number, micros: number, answer: () => string): void {
    this.answered += 1;
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    if (status >= 200 && status < 300) {
      this.succeeded += 1;
      this.latencies.record(micros);
    } else {
      this.refusals[status] ??= answer();
    }
  }

  result(): Omit<LoadResult, 'seconds' | 'driverCpuMs'> {
    const { answered, succeeded, statuses, refusals } = this;
    return { answered, succeeded, statuses, refusals, latencies: this.latencies.toJSON() };
  }
}

/** One keep-alive connection with one request under way. */
class Lane {
  private readonly socket: Socket;
  private asked = 0;
  private done: (() => void) | undefined;
  private failed: ((error: Error) => void) | undefined;
  /** What has come of an answer that did not fit one read. */
  private partial: Buffer | undefined;

  private constructor(
    host: string,
    port: number,
    private readonly tally: Tally,
  ) {
    const onread = {
      buffer: Buffer.allocUnsafe(READ_BUFFER_BYTES),
      callback: (length: number, buffer: Uint8Array): boolean => {
        this.received((buffer as Buffer).subarray(0, length));
        return true;
      },
    };
    this.socket = connect({ host, port, noDelay: true, onread });
    this.socket.on('error', (error) => this.failed?.(error));
    this.socket.on('close', () => this.failed?.(new Error('the server closed a keep-alive connection')));
  }

  static async open(host: string, port: number, tally: Tally): Promise<Lane> {
    const lane = new Lane(host, port, tally);
    await new Promise<void>((resolve, reject) => lane.socket.once('connect', resolve).once('error', reject));
    return lane;
  }

  ask(request: Buffer, since: number, done: () => void, failed: (error: Error) => void): void {
    this.asked = since;
    this.done = done;
    this.failed = failed;
    this.socket.write(request);
  }

  close(): void {
    this.failed = undefined;
    this.socket.destroy();
  }

  private received(chunk: Buffer): void {
    const answer = this.partial === undefined ? chunk : Buffer.concat([this.partial, chunk]);
    const headEnd = answer.indexOf(HEAD_END);
    const lengthAt = headEnd < 0 ? -1 : answer.indexOf(CONTENT_LENGTH);
    if (headEnd >= 0 && (lengthAt < 0 || lengthAt > headEnd)) {
      return this.failed?.(new Error(`an answer without Content-Length:\n${answer.toString('latin1', 0, headEnd)}`));
    }
    const end =
      headEnd < 0 ? Infinity : headEnd + HEAD_END.length + integerAt(answer, lengthAt + CONTENT_LENGTH.length);
    if (answer.length < end) {
      // The read buffer is used again: what is kept over a read must be copied.
      this.partial = Buffer.from(answer);
      return;
    }
    this.partial = undefined;
    // "HTTP/1.1 201 Created": the status begins at byte 9.
    const micros = (performance.now() - this.asked) * 1000;
    this.tally.count(integerAt(answer, 9), micros, () => answer.toString('utf8', 0, REFUSAL_CHARACTERS_MAX));
    this.done?.();
  }
}

function integerAt(bytes: Buffer, at: number): number {
  let value = 0;
  for (let i = at; bytes[i]! >= DIGIT_ZERO && bytes[i]! <= DIGIT_ZERO + 9; i++)
    value = value * 10 + bytes[i]! - DIGIT_ZERO;
  return value;
}

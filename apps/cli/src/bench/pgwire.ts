/**
 * The few messages of the PostgreSQL protocol (version 3) that the reference driver needs, over raw sockets: a load driver must cost as
 * little CPU as it can, and a full client parses rows and types that the load never looks at.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Where and as whom to connect. */
export interface WireTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Reads `postgres://user:password@host:port/database`. */
export function wireTarget(url: string): WireTarget {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username || 'postgres'),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1) || 'postgres'),
  };
}

const READY_FOR_QUERY = 0x5a; // 'Z'
const ERROR_RESPONSE = 0x45; // 'E'
const AUTHENTICATION = 0x52; // 'R'
const PROTOCOL_VERSION = 196_608;
const MESSAGE_HEADER_BYTES = 5;
/** ReadyForQuery is Z, the length 5 in four bytes, and the state: I idle, T in a transaction, E in a failed one. */
const READY_BYTES = 6;
const FAILED_TRANSACTION = 0x45; // 'E'
const READ_BUFFER_BYTES = 16_384;

/** One connection: messages out, and a promise per round trip; or, for the load, a bare callback per round trip. */
export class WireConnection {
  private unread: Buffer = Buffer.alloc(0);
  private waiting: { resolve: () => void; reject: (error: Error) => void } | undefined;
  private onAuthentication: ((payload: Buffer) => void) | undefined;
  private onRoundTrip: (() => void) | undefined;
  private error: string | undefined;
  private readonly socket: Socket;

  private constructor(target: WireTarget) {
    const onread = {
      buffer: Buffer.allocUnsafe(READ_BUFFER_BYTES),
      callback: (length: number, buffer: Uint8Array): boolean => {
        this.received(buffer as Buffer, length);
        return true;
      },
    };
    this.socket = connect({ host: target.host, port: target.port, noDelay: true, onread });
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', () => this.fail(new Error('PostgreSQL closed the connection')));
  }

  /** Connects and logs in (trust, password, md5 or SCRAM-SHA-256). */
  static async open(target: WireTarget): Promise<WireConnection> {
    const connection = new WireConnection(target);
    connection.onAuthentication = loginSteps(target, (message) => connection.socket.write(message));
    await connection.send(startupMessage(target));
    connection.onAuthentication = undefined;
    return connection;
  }

  /**
   * From here on only {@link write} is used: `next` is called after each round trip. Answers are not looked at beyond whether they are
   * whole and not an error; an error closes the connection and rejects the promise.
   */
  loop(next: () => void): Promise<void> {
    this.onRoundTrip = next;
    return new Promise<void>((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  /** Sends messages that end in one Sync, inside {@link loop}. */
  write(messages: Uint8Array): void {
    this.socket.write(messages);
  }

  /** Ends {@link loop}. */
  finish(): void {
    this.onRoundTrip = undefined;
    this.waiting?.resolve();
    this.waiting = undefined;
  }

  /** Writes messages that end in one Sync (or a start-up) and resolves when the server is ready again. @throws its error */
  send(messages: Buffer): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(messages);
    });
  }

  /** Says goodbye. */
  close(): void {
    this.socket.removeAllListeners('close');
    this.socket.end(message('X', Buffer.alloc(0)));
  }

  private received(buffer: Buffer, length: number): void {
    if (this.onRoundTrip === undefined) return this.read(Buffer.from(buffer.subarray(0, length)));
    // The fast path: an answer of the load fits one read, begins with a whole message and ends in ReadyForQuery.
    // An error stands where the first statement's result would (after BindComplete), or it has failed the open transaction.
    const failed = buffer[MESSAGE_HEADER_BYTES] === ERROR_RESPONSE || buffer[0] === ERROR_RESPONSE;
    if (failed || (isReady(buffer, length) && buffer[length - 1] === FAILED_TRANSACTION)) {
      return this.fail(new Error(`the reference failed: ${errorText(buffer.subarray(0, length))}`));
    }
    if (isReady(buffer, length)) this.onRoundTrip();
  }

  private read(chunk: Buffer): void {
    const bytes = this.unread.length === 0 ? chunk : Buffer.concat([this.unread, chunk]);
    let at = 0;
    while (at + MESSAGE_HEADER_BYTES <= bytes.length) {
      const end = at + 1 + bytes.readInt32BE(at + 1);
      if (end > bytes.length) break;
      const type = bytes[at];
      if (type === READY_FOR_QUERY) this.ready();
      else if (type === ERROR_RESPONSE) this.error = errorText(bytes.subarray(at + MESSAGE_HEADER_BYTES, end));
      else if (type === AUTHENTICATION) this.onAuthentication?.(bytes.subarray(at + MESSAGE_HEADER_BYTES, end));
      at = end;
    }
    this.unread = at === bytes.length ? Buffer.alloc(0) : bytes.subarray(at);
    // A refused login is an error without a ReadyForQuery after it.
    if (this.error !== undefined && this.onAuthentication !== undefined) this.fail(new Error(this.error));
  }

  private ready(): void {
    const { waiting, error } = this;
    this.waiting = undefined;
    this.error = undefined;
    if (error === undefined) waiting?.resolve();
    else waiting?.reject(new Error(error));
  }

  private fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = undefined;
    this.socket.destroy();
  }
}

/** Parse: prepares `text` under `name`. */
export function parseMessage(name: string, text: string): Buffer {
  return message('P', Buffer.concat([cstring(name), cstring(text), int16(0)]));
}

/** The width in bytes of a parameter that is sent in binary: int4 or int8. */
export type IntegerWidth = 4 | 8;

/** A round trip written once: its bytes, and where each parameter's value stands in them. */
export interface MessageTemplate {
  readonly bytes: Buffer;
  readonly offsets: readonly number[];
}

/** Bind (binary integers, zero for now) and Execute of the prepared statement `name`. */
export function executeTemplate(name: string, widths: readonly IntegerWidth[]): MessageTemplate {
  const head = Buffer.concat([cstring(''), cstring(name), int16(1), int16(1), int16(widths.length)]);
  const offsets: number[] = [];
  let at = MESSAGE_HEADER_BYTES + head.length;
  for (const width of widths) {
    offsets.push(at + 4);
    at += 4 + width;
  }
  const values = widths.flatMap((width) => [int32(width), Buffer.alloc(width)]);
  const bind = message('B', Buffer.concat([head, ...values, int16(0)]));
  return { bytes: Buffer.concat([bind, message('E', Buffer.concat([cstring(''), int32(0)]))]), offsets };
}

/** Sync: ends a round trip. */
export const SYNC: Buffer = message('S', Buffer.alloc(0));

function isReady(buffer: Buffer, length: number): boolean {
  return length >= READY_BYTES && buffer[length - READY_BYTES] === READY_FOR_QUERY && buffer[length - 2] === 5;
}

function startupMessage(target: WireTarget): Buffer {
  const pairs = ['user', target.user, 'database', target.database, 'application_name', 'bench_reference'];
  const body = Buffer.concat([int32(PROTOCOL_VERSION), ...pairs.map(cstring), Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

/** Answers the server's authentication requests in order; codes as in the protocol's AuthenticationXXX messages. */
function loginSteps(target: WireTarget, write: (message: Buffer) => void): (payload: Buffer) => void {
  const nonce = randomBytes(18).toString('base64');
  let authMessage = `n=,r=${nonce}`;
  return (payload) => {
    switch (payload.readInt32BE(0)) {
      case 0: // ok
      case 12: // SCRAM final: the server's proof is of no interest on loopback
        return;
      case 3:
        return write(message('p', cstring(target.password)));
      case 5: {
        const inner = md5(target.password + target.user);
        return write(message('p', cstring('md5' + md5(Buffer.concat([Buffer.from(inner), payload.subarray(4, 8)])))));
      }
      case 10: {
        const first = Buffer.from(`n,,${authMessage}`);
        return write(message('p', Buffer.concat([cstring('SCRAM-SHA-256'), int32(first.length), first])));
      }
      case 11: {
        const challenge = payload.subarray(4).toString();
        const { final, proof } = scramProof(target.password, authMessage, challenge);
        authMessage = '';
        return write(message('p', Buffer.from(`${final},p=${proof}`)));
      }
      default:
        throw new Error(
          `PostgreSQL asks for authentication ${payload.readInt32BE(0)}, which this driver does not know`,
        );
    }
  };
}

/** RFC 5802's client proof for a server's first message `r=…,s=…,i=…`. */
export function scramProof(password: string, first: string, challenge: string): { final: string; proof: string } {
  const fields = new Map(challenge.split(',').map((field) => [field[0], field.slice(2)]));
  const salted = pbkdf2Sync(password, Buffer.from(fields.get('s')!, 'base64'), Number(fields.get('i')), 32, 'sha256');
  const clientKey = hmac(salted, 'Client Key');
  const final = `c=biws,r=${fields.get('r')}`;
  const signature = hmac(createHash('sha256').update(clientKey).digest(), `${first},${challenge},${final}`);
  return { final, proof: Buffer.from(clientKey.map((byte, i) => byte ^ signature[i]!)).toString('base64') };
}

function errorText(payload: Buffer): string {
  const fields = payload.toString().split('\0');
  return fields.find((field) => /^M[^\d]/.test(field))?.slice(1) ?? 'unknown error';
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function cstring(text: string): Buffer {
  return Buffer.from(text + '\0');
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function md5(value: string | Buffer): string {
  return createHash('md5').update(value).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

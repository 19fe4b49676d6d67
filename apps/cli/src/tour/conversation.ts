/** A conversation with the shop, printed as it goes: what was asked, what was answered, and whether it is as it should be. */
import { formatMinor } from '#libs/platform';

/** Something was not as it should be: one sentence. */
export class TourFailure extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'CommandFailure';
  }
}

/** A request to the shop. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly as?: Speaker;
  readonly body?: Readonly<Record<string, unknown>>;
  /** The idempotency key. */
  readonly key?: string;
  /** The status that is right. */
  readonly expect: number;
  /** The words of the answer that are worth printing. */
  readonly tell?: (answer: never) => string;
}

/** Who asks. */
export interface Speaker {
  readonly name: string;
  readonly token: string;
}

/** An answer of the shop. */
export interface Told<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

const BODY_CHARACTERS_MAX = 300;
const POLL_MS = 100;
/** Tokens are long, and nobody's business. */
const TOKEN = /(cw[a-z]_\w{4})[\w.-]+/g;

/** Asks, prints and checks. */
export class Conversation {
  /** How many things were checked so far. */
  checks = 0;

  constructor(
    readonly baseUrl: string,
    private readonly print: (line: string) => void,
  ) {}

  /** A chapter of the tour. */
  chapter(title: string): void {
    this.print(`\n── ${title} ${'─'.repeat(Math.max(0, 76 - title.length))}`);
  }

  /** A line of its own. */
  note(text: string): void {
    this.print(`   ${text}`);
  }

  /** Sends a request, prints both sides. @throws TourFailure when the status is another one than expected */
  async ask<Body>(ask: Ask & { readonly tell?: (answer: Body) => string }): Promise<Told<Body>> {
    const who = ask.as === undefined ? '' : `  (${ask.as.name})`;
    const sent = ask.body === undefined ? '' : ` ${JSON.stringify(ask.body).replace(TOKEN, '$1…')}`;
    this.print(`→  ${ask.method} ${ask.path}${sent}${who}`);
    const told = await this.send<Body>(ask);
    const text = JSON.stringify(told.body) ?? '';
    const isRight = told.status === ask.expect;
    const words = isRight && ask.tell !== undefined ? ask.tell(told.body) : text.slice(0, BODY_CHARACTERS_MAX);
    this.print(`←  ${told.status} ${words}`);
    this.check(isRight, `${ask.method} ${ask.path} answers ${ask.expect}, not ${told.status}: ${text.slice(0, 1_000)}`);
    return told;
  }

  /** Asks quietly until the answer is as wanted. @throws TourFailure after `seconds` */
  async until<Body>(
    ask: Pick<Ask, 'path' | 'as'>,
    what: string,
    wanted: (body: Body) => boolean,
    seconds = 15,
  ): Promise<Body> {
    const deadline = performance.now() + seconds * 1_000;
    for (;;) {
      const { body } = await this.send<Body>({ ...ask, method: 'GET', expect: 200 });
      if (wanted(body)) {
        this.checks += 1;
        return body;
      }
      if (performance.now() > deadline)
        throw new TourFailure(`after ${seconds} s still not true: ${what}. ${JSON.stringify(body).slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** @throws TourFailure with `sentence` when `isTrue` is not */
  check(isTrue: boolean, sentence: string): void {
    if (!isTrue) throw new TourFailure(`Not as it should be: ${sentence}`);
    this.checks += 1;
  }

  /** As {@link check}, for two values that must be equal. */
  equal(what: string, actual: unknown, expected: unknown): void {
    const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
    this.check(is === should, `${what} is ${is}, should be ${should}`);
  }

  private async send<Body>(ask: Ask): Promise<Told<Body>> {
    const headers: Record<string, string> = {};
    if (ask.as !== undefined) headers['authorization'] = `Bearer ${ask.as.token}`;
    if (ask.key !== undefined) headers['idempotency-key'] = ask.key;
    if (ask.body !== undefined) headers['content-type'] = 'application/json';
    const body = ask.body === undefined ? {} : { body: JSON.stringify(ask.body) };
    const answer = await fetch(this.baseUrl + ask.path, { method: ask.method, headers, ...body });
    const text = await answer.text();
    return {
      status: answer.status,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
      headers: answer.headers,
    };
  }
}

/** An amount for people. */
export function money(minor: number): string {
  return formatMinor(minor);
}

/** What is wrong with an answer: the rules that hold for every operation and every request. */
import type { WireAnswer, WireRequest } from './wire.js';
import type { Verdict } from './values.js';

/** A request with what may come back. */
export interface Case extends WireRequest {
  readonly name: string;
  readonly verdict: Verdict;
  /** The only statuses allowed, in place of the documented ones. */
  readonly only?: readonly number[];
  /** Allowed besides the documented ones: the address or the protocol itself was broken. */
  readonly also?: readonly number[];
  /** The server may hang up without a word. */
  readonly mayHangUp?: boolean;
}

/** What an operation may answer, and what it must never show to this caller. */
export interface Expectation {
  readonly statuses: ReadonlySet<number>;
  readonly secrets: readonly string[];
}

/**
 * Answers of the router and the parsers, which come before any operation: unacceptable request, unknown method, slow, too large,
 * too long, not JSON, `Expect` unknown, too many headers.
 */
export const COMMON_STATUSES = [400, 405, 408, 413, 414, 415, 417, 431];

/** Signs that an inner error's text came out. */
const LEAK =
  /\n\s+at |node_modules|QueryFailed|syntax error at|pg_catalog|violates |invalid input syntax|\/work\/|\.ts:\d/;

/** The faults of an answer, as sentences; none when it is right. */
export function faultsOf(sent: Case, answer: WireAnswer, expected: Expectation): readonly string[] {
  const { status } = answer;
  if (status === 0) return sent.mayHangUp === true ? [] : [`no answer: ${answer.text.slice(0, 100)}`];
  const faults: string[] = [];
  if (status >= 500) faults.push(`server error ${status}`);
  const allowed = sent.only ?? [...expected.statuses, ...COMMON_STATUSES, ...(sent.also ?? [])];
  if (!allowed.includes(status))
    faults.push(`status ${status} is none of ${sent.only?.join(', ') ?? 'the documented'}`);
  if (sent.verdict === 'refuse' && status < 400) faults.push(`accepted with ${status}`);
  if (status >= 400 && sent.method !== 'HEAD') faults.push(...problemFaults(answer));
  const leak = LEAK.exec(answer.text);
  if (leak !== null && status >= 400) faults.push(`tells about the inside: ${JSON.stringify(leak[0])}`);
  for (const secret of expected.secrets) if (answer.text.includes(secret)) faults.push(`shows ${secret}`);
  if (answer.headers['set-cookie'] !== undefined) faults.push('sets a cookie');
  if (status === 405 && answer.headers['allow'] === undefined) faults.push('405 without Allow');
  return faults;
}

function problemFaults({ status, headers, text }: WireAnswer): string[] {
  const type = String(headers['content-type']);
  if (!type.startsWith('application/problem+json')) return [`is ${type}, not application/problem+json`];
  let problem: Record<string, unknown>;
  try {
    problem = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return ['is not JSON'];
  }
  const faults: string[] = [];
  for (const member of ['type', 'title', 'detail', 'code', 'requestId'])
    if (typeof problem[member] !== 'string' || problem[member] === '') faults.push(`has no ${member}`);
  if (problem['status'] !== status) faults.push(`says status ${String(problem['status'])} and is ${status}`);
  if (problem['requestId'] !== headers['x-request-id']) faults.push('requestId is not X-Request-Id');
  return faults;
}

/** One line for a fault, with enough to send the request again. */
export function faultLine(sent: Case, fault: string, answer: WireAnswer): string {
  return `${sent.method} ${sent.path.slice(0, 120)} · ${sent.name} · ${fault} · ${answer.text.slice(0, 160)}`;
}

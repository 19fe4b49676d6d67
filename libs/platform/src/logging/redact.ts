/** Takes secrets and personal data out of whatever is about to be logged, wherever in it they are. */

const REDACTED = '[redacted]';
const DEPTH_MAX = 8;
const ENTRIES_MAX = 200;
const TEXT_LENGTH_MAX = 8_192;

const SECRET_KEY =
  /authori[sz]ation|password|passwd|secret|token|api[-_]?key|cookie|credential|signature|e-?mail|phone|recipient|street|card|cvc|iban/i;
// Bounded runs: the text may come from outside, and an unbounded one would backtrack over it.
const EMAIL = /[^\s@"'<>(),:;=\\]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,63}/g;
const CREDENTIAL = /\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi;
/** Keys and tokens of our own making and Stripe's carry a prefix so that they can be found, here and by scanners. */
const PREFIXED = /\b(?:cw|sk|rk|pk|whsec)_[\w-]{8,}/g;
const PASSWORD_IN_URL = /(:\/\/[^\s:/@]{0,100}:)[^\s@/]{1,200}@/g;
const SECRET_PARAMETER = /([?&](?:[\w-]*(?:token|secret|password|key|email)[\w-]*)=)[^&\s]+/gi;

/** A text without email addresses, credentials and secrets in addresses. */
export function redactText(text: string): string {
  const cut = text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX)}…` : text;
  return cut
    .replace(PASSWORD_IN_URL, `$1${REDACTED}@`)
    .replace(EMAIL, REDACTED)
    .replace(CREDENTIAL, `$1 ${REDACTED}`)
    .replace(PREFIXED, REDACTED)
    .replace(SECRET_PARAMETER, `$1${REDACTED}`);
}

/** A copy without values under telling keys and with every text {@link redactText}ed; errors become their name, message and stack. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX) return '[deep]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, ENTRIES_MAX).map((element) => redact(element, depth + 1));
  const entries = Object.entries(value).slice(0, ENTRIES_MAX);
  return Object.fromEntries(
    entries.map(([key, member]) => [
      key,
      SECRET_KEY.test(key) && member !== null ? REDACTED : redact(member, depth + 1),
    ]),
  );
}

/** What of a database error helps and holds no row: its `detail` quotes values, so it stays out. */
const ERROR_MEMBERS = ['code', 'constraint', 'table', 'schema', 'routine', 'status'] as const;

function redactError(error: Error, depth: number): unknown {
  const members = ERROR_MEMBERS.map(
    (name) => [name, (error as unknown as Record<string, unknown>)[name]] as const,
  ).filter(([, member]) => typeof member === 'string' || typeof member === 'number');
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...Object.fromEntries(members),
    ...(error.cause !== undefined && { cause: redact(error.cause, depth + 1) }),
  };
}

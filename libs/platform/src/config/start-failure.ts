/** What keeps a process from starting, as one sentence for the person who started it. */
import { isConnectionLoss, sqlState } from '../db/outcome.js';
import type { CartwrightConfig } from './config.js';
import { ConfigError } from './config.js';

/** The sentence, or undefined for what is a defect and deserves its stack. */
export function startFailure(
  error: unknown,
  config?: Pick<CartwrightConfig, 'port' | 'databaseUrl'>,
): string | undefined {
  if (error instanceof ConfigError) return error.message;
  const cause = rootOf(error);
  const code = (cause as { code?: unknown } | undefined)?.code;
  if (code === 'EADDRINUSE')
    return `Port ${config?.port ?? ''} is taken by another program: stop it, or choose another one with PORT.`;
  if (code === 'EACCES')
    return `Port ${config?.port ?? ''} may not be opened by this user: choose one above 1023 with PORT.`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine.';
  const place = databasePlace(config?.databaseUrl);
  switch (sqlState(cause)) {
    case '28P01':
    case '28000':
      return `The database at ${place} refuses the user or the password in DATABASE_URL.`;
    case '3D000':
      return `The database ${place} of DATABASE_URL does not exist.`;
    case '42P01':
    case '3F000':
      return `The database at ${place} lacks tables of this version: run \`npm run migrate\`.`;
    case '57P03':
    case '53300':
      return `The database at ${place} takes no connections now.`;
  }
  return isConnectionLoss(cause)
    ? `The database at ${place} cannot be reached: check DATABASE_URL, and that PostgreSQL runs there.`
    : undefined;
}

function rootOf(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 8; depth++) {
    const inner: unknown =
      cause instanceof AggregateError ? cause.errors[0] : (cause as { cause?: unknown } | null)?.cause;
    if (inner === undefined) break;
    cause = inner;
  }
  return cause;
}

/** Host, port and name, never the password. */
function databasePlace(text: string | undefined): string {
  if (text === undefined || !URL.canParse(text)) return 'DATABASE_URL';
  const { host, pathname } = new URL(text);
  return host + pathname;
}

/** Turns what can go wrong around a command (not inside it) into one sentence for a person at a terminal. */
import { startFailure } from '#libs/platform';

/** Errors whose message is already such a sentence. */
const SPEAKING = new Set(['EmbeddedFailure', 'ConfigError', 'CommandFailure']);

/** A command's own expected failure: one sentence. */
export class CommandFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandFailure';
  }
}

/** The sentence for a known failure; the stack for anything else, which is a defect. */
export function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (SPEAKING.has(error.name)) return error.message;
  const databaseUrl = process.env['DATABASE_URL'];
  const port = (error as { port?: number }).port ?? Number(process.env['PORT'] ?? 3000);
  return startFailure(error, { port, databaseUrl }) ?? error.stack ?? error.message;
}

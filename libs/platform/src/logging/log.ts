/** The log of a process: pino, one JSON object a line on stdout, everything redacted on its way out. */
import { pino, type DestinationStream, type Logger } from 'pino';
import type { CartwrightConfig } from '../config/config.js';
import { redact, redactText } from './redact.js';

/** A pino logger. */
export type Log = Logger;

/** Makes the log. `destination` is for tests; by default it is stdout, written synchronously so that a crash loses no line. */
export function createLog(config: Pick<CartwrightConfig, 'logLevel'>, destination?: DestinationStream): Log {
  const options = {
    level: config.logLevel,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    // The formatter redacts the whole object, errors included; pino's own serializers would run after it.
    serializers: { err: (value: unknown) => value },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (entry: Record<string, unknown>) => redact(entry) as Record<string, unknown>,
    },
    hooks: {
      // A message is put together by pino from its arguments, and a bare error's message becomes one: before that, each is redacted.
      logMethod(this: Logger, args: unknown[], method: (...all: unknown[]) => void): void {
        const [first, ...rest] = args;
        const all = first instanceof Error ? [{ err: first }, ...(rest.length > 0 ? rest : [first.message])] : args;
        method.apply(
          this,
          all.map((argument) => (typeof argument === 'string' ? redactText(argument) : argument)),
        );
      },
    },
  };
  const log: Log = destination === undefined ? pino(options as never) : pino(options as never, destination);
  // Pino formats a child's bindings by no formatter of ours; children inherit this method, too.
  const makeChild = log.child as unknown as (this: Logger, ...all: unknown[]) => Logger;
  log.child = function (this: Logger, bindings: object, ...rest: unknown[]) {
    return makeChild.call(this, redact(bindings), ...rest);
  } as unknown as typeof log.child;
  return log;
}

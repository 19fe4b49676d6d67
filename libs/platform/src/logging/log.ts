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
      // A message with placeholders is filled in by pino from its arguments: texts are redacted before that.
      logMethod(this: Logger, args: Parameters<typeof pino.prototype.info>, method: (...all: unknown[]) => void): void {
        method.apply(this, (args as unknown[]).map((argument) => (typeof argument === 'string' ? redactText(argument) : argument)));
      },
    },
  };
  return destination === undefined ? pino(options as never) : pino(options as never, destination);
}

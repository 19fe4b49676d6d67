/** Nest's log lines through the process's log. Nest's start-up chatter is debug detail to an operator. */
import type { LoggerService } from '@nestjs/common';
import type { Log } from './log.js';

/** Contexts that Nest logs at `log` level while it builds the application. */
const CHATTER = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Contexts that log what they throw on. */
const RETHROWN = new Set(['ExceptionHandler', 'NestApplication']);

/** Nest's logger interface over pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    if (context !== undefined && CHATTER.has(context)) this.write('debug', message, rest);
    else this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    // What fails a start is thrown to whoever starts the process, who says it in one sentence.
    const isThrown =
      RETHROWN.has(contextOf(rest) ?? '') || String(message).startsWith('Unable to connect to the database');
    this.write(isThrown ? 'debug' : 'error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const context = contextOf(rest);
    if (message instanceof Error) this.logger[level]({ context, err: message }, message.message);
    else if (typeof message === 'string') this.logger[level]({ context, ...stackOf(rest) }, message);
    else this.logger[level]({ context, entry: message });
  }
}

/** Nest passes the context last; before it, for errors, a stack. */
function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest[rest.length - 1];
  return typeof last === 'string' ? last : undefined;
}

function stackOf(rest: readonly unknown[]): { stack?: string } {
  const first = rest[0];
  return rest.length > 1 && typeof first === 'string' ? { stack: first } : {};
}

/** The life of a server process: listens, stops cleanly on SIGINT and SIGTERM, and dies loudly of what nobody caught. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Readiness } from '../metrics/readiness.js';
import type { Log } from '../logging/log.js';

/** Stops an HTTP application: no new requests, those under way finish within the time, then the database is closed. */
export async function stopHttpApplication(app: NestFastifyApplication, secondsMax: number): Promise<void> {
  app.get(Readiness, { strict: false }).stop();
  const server = app.getHttpServer();
  const timer = setTimeout(() => server.closeAllConnections(), secondsMax * 1_000);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}

/** What {@link runUntilSignal} needs. */
export interface ProcessLife {
  readonly log: Log;
  readonly stop: () => Promise<void>;
}

/** Resolves after a signal once everything is stopped; a second signal ends the process at once. */
export function runUntilSignal({ log, stop }: ProcessLife): Promise<void> {
  const fatal = (error: unknown): void => {
    log.fatal({ err: error }, 'nobody caught this; the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);
  return new Promise((resolve, reject) => {
    let isStopping = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (isStopping) process.exit(130);
      isStopping = true;
      log.info({ signal }, 'stopping');
      stop().then(resolve, reject);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

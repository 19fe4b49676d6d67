/** A library that is tested by itself stands without the audit log (libs/ops): what its staff does is carried out unrecorded there. */
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../db/database.js';

/** Lets acts of administration be done in an application without an audit log; test/e2e shows the records in a whole shop. */
export function leaveActsUnrecorded<App extends INestApplicationContext>(app: App): App {
  app.get(Database, { strict: false }).actRecorder = () => Promise.resolve();
  return app;
}

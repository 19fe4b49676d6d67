/** Platform's door for domain code: money, ids, time, the database, problems, outbox. No domain word lives below it. */
export { AMOUNT_MINOR_MAX, bpsOf, formatMinor, minor, mulDivHalfEven, sum, times, type Minor } from './money/money.js';
export { allocate, allocateUncapped, unitsCost } from './money/allocate.js';
export { derivedUuid, isUuid, uuid7, uuid7Ms } from './id/uuid7.js';
export { declaredStatements, statement, type Statement } from './db/statement.js';
export { longTextArray, plainArray, textArray, timeArray } from './db/arrays.js';
export { Database, RetryTransaction, type TransactionOptions } from './db/database.js';
export { statementCounts, Tx } from './db/tx.js';
export type { ActRecorder, AdminAct, RecordedAct } from './db/admin-act.js';
export {
  AmbiguousOutcome,
  classify,
  DatabaseUnavailable,
  isConnectionLoss,
  sqlState,
  violatedConstraint,
} from './db/outcome.js';
export { raiseSnapshotVersion, snapshotVersions } from './db/snapshot-versions.js';
export { moveSnapshotVersion, moveSnapshotVersionBack } from './migrations/snapshot-versions.js';
export { Batcher, Overloaded, type BatcherOptions, type Deferred } from './db/batcher.js';
export {
  declaredProblems,
  defineProblems,
  Problem,
  type ProblemDeclaration,
  type ProblemShape,
} from './http/problem.js';
export { reached } from './testing/fault-points.js';
export { isPosition, LOG_START, Outbox, type NewEvent, type OutboxEvent } from './outbox/outbox.js';
export { CartwrightConfig, ConfigError } from './config/config.js';
export { loadConfig } from './config/load-config.js';
export { Answer } from './http/answer.js';
export {
  Idempotency,
  repeated,
  requestHash,
  type FoundAnswer,
  type KeyedCall,
  type StoredAnswer,
} from './http/idempotency.js';
export { Metrics, type Reading } from './metrics/metrics.js';
export { Readiness } from './metrics/readiness.js';
export { PlatformModule } from './platform.module.js';
export { startFailure } from './config/start-failure.js';
export { dataSourceOptions } from './db/data-source.js';
export { createLog, type Log } from './logging/log.js';
export { EventFeed, type Subscriber } from './outbox/event-feed.js';
export {
  PROPOSAL_COLUMNS,
  whyNotDecided,
  type Decision,
  type DecisionRefusal,
  type Proposal,
} from './operators/proposal.js';
export { Background, type Sweep } from './background/background.js';
export { envExample } from './config/env-example.js';

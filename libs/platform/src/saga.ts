/** Platform's door for flows: define a saga as a table of steps, start it in a transaction, let the runner move it. */
export {
  defineSaga,
  local,
  remote,
  waitFor,
  type LocalStep,
  type Refusal,
  type RemoteOutcome,
  type RemoteStep,
  type SagaDefinition,
  type SagaRun,
  type SagaStep,
  type WaitStep,
} from './saga/definition.js';
export {
  decide,
  ImpossibleSagaEvent,
  type SagaEvent,
  type SagaPosition,
  type SagaState,
  type StepShape,
} from './saga/decide.js';
export type { SagaRow } from './saga/store.js';
export { SagaEngine, type NewSaga, type SagaFault, type StartOutcome } from './saga/engine.js';
export {
  ATTEMPTS_MAX,
  CLAIM_LIMIT,
  LEASE_SECONDS_MAX,
  SagaRunner,
  type ArriveOutcome,
  type CancelOutcome,
} from './saga/runner.js';

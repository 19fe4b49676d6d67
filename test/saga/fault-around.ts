/** What each named fault does around a step's own function: before it, instead of it, after it. The same for every saga. */
import { LEASE_SECONDS_MAX, type Refusal, type RemoteOutcome, type SagaRunner } from '#libs/platform/saga';
import type { FaultName } from './cells.js';
import { outcomes, type Around, type DyingProcess } from './step-faults.js';

/** The run that a fault strikes. */
export interface StruckRun {
  readonly process: DyingProcess;
  readonly runner: SagaRunner;
  /** The step calls somebody outside: it answers outcomes, not refusals. */
  readonly isRemote: boolean;
  readonly refusal: Refusal;
  /** Lets time pass. */
  readonly elapse: (ms: number) => void;
  readonly sagaState: () => Promise<string | undefined>;
}

/** The fault as something around a step. @throws Error for a fault that is planted elsewhere */
export function aroundOf(fault: FaultName, run: StruckRun): Around {
  switch (fault) {
    case 'refused':
      return async (_real, { runs }) =>
        run.isRemote ? outcomes(runs, { kind: 'refused', refusal: run.refusal }) : runs.map(() => run.refusal);
    case 'retryable error':
      return () => Promise.reject(sqlError('40P01'));
    case 'run again after a rollback':
      return async (real) => {
        await real();
        throw sqlError('40001');
      };
    case 'unknown error':
    case 'unknown error until it is stuck':
      return async (real) => {
        await real();
        throw new Error('planted: nobody knows this error');
      };
    case 'no answer until it is stuck':
      return async (real, { runs }): Promise<RemoteOutcome[]> => {
        await real();
        return outcomes(runs, { kind: 'unknown', detail: 'planted' });
      };
    case 'crash before the call':
      return () => Promise.reject(run.process.die());
    case 'crash before commit':
    case 'crash after commit':
      return async (real) => {
        const result = await real();
        run.process.dieAt(fault === 'crash before commit' ? 'db.before_commit' : 'db.after_commit');
        return result;
      };
    case 'run twice':
      return async (real) => {
        await real();
        return real();
      };
    case 'two workers at once':
      return async (real) => {
        const result = await real();
        expect(await run.runner.runOnce()).toBe(0);
        return result;
      };
    case 'lease lost after the call':
    case 'lease lost before the call':
      return async (real) => {
        const result = fault === 'lease lost after the call' ? await real() : undefined;
        run.elapse((LEASE_SECONDS_MAX + 1) * 1_000);
        await run.runner.drain();
        expect(['done', 'undone']).toContain(await run.sagaState());
        return result ?? real();
      };
    default:
      throw new Error(`nothing is planted for ${fault}`);
  }
}

/** A planted error, or what was made of one on its way up. */
export function isPlanted(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.startsWith('planted') || (error.cause !== undefined && isPlanted(error.cause));
}

function sqlError(code: string): Error {
  return Object.assign(new Error(`planted: ${code}`), { code });
}

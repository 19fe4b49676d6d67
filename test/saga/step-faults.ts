/**
 * Faults in the steps of a saga that is running: the step's own functions are wrapped, so that a cell of the matrix decides what
 * happens before, instead of and after the real act. A fault that never struck is a test that tested nothing: `hits` tells.
 */
import type { Tx } from '#libs/platform';
import type { RemoteOutcome, SagaDefinition, SagaStep } from '#libs/platform/saga';
import { plantFault } from '#libs/platform/testing';

/** Where in a step a fault sits: its act, its undo, or the look whether a wait is over. */
export type Place = 'act' | 'undo' | 'arrived';

/** Calls the step's own function, as often as it likes. Local steps answer refusals, remote ones outcomes. */
export type Around = (
  real: () => Promise<unknown>,
  call: { readonly tx: Tx | undefined; readonly runs: readonly unknown[] },
) => Promise<unknown>;

type Act = (...parameters: readonly unknown[]) => Promise<unknown>;

/** The wrapped steps of one definition. */
export class StepFaults<Input, Work> {
  hits = 0;
  private readonly restores: (() => void)[] = [];

  constructor(private readonly definition: SagaDefinition<Input, Work>) {}

  /** Wraps one function of a step until {@link restore}; `around` is called for the first `times` calls only. */
  wrap(stepName: string, place: Place, around: Around, times = 1): void {
    const step = this.definition.steps.find((candidate) => candidate.name === stepName);
    if (step === undefined) throw new Error(`there is no step ${stepName}`);
    const { owner, key } = locate(step, place);
    const real = Reflect.get(owner, key) as Act;
    let left = times;
    const wrapped: Act = (...parameters) => {
      const call = () => real.apply(owner, [...parameters]);
      if (left <= 0) return call();
      left -= 1;
      this.hits += 1;
      const tx = parameters.length > 1 ? (parameters[0] as Tx) : undefined;
      return around(call, { tx, runs: parameters.at(-1) as readonly unknown[] });
    };
    Reflect.set(owner, key, wrapped);
    this.restores.push(() => Reflect.set(owner, key, real));
  }

  restore(): void {
    for (const restore of this.restores.splice(0).reverse()) restore();
  }
}

function locate<Input, Work>(step: SagaStep<Input, Work>, place: Place): { owner: object; key: string } {
  if (place === 'arrived') return { owner: step, key: 'arrived' };
  if (place === 'act') return { owner: step, key: 'act' };
  if (step.undo === undefined) throw new Error(`${step.name} has no undo`);
  return step.kind === 'local' ? { owner: step, key: 'undo' } : { owner: step.undo, key: 'act' };
}

/** Answers of a remote act for every saga of the call. */
export function outcomes(runs: readonly unknown[], outcome: RemoteOutcome): RemoteOutcome[] {
  return runs.map(() => outcome);
}

/**
 * A process that dies: from that moment nothing it does is kept any more, and what is under way ends in an error. What it had
 * committed and whom it had called stays. Reviving it is a restart: its memory is gone, the rows are not.
 */
export class DyingProcess {
  /** How often it has died. */
  deaths = 0;
  private readonly dead: (() => void)[] = [];
  private readonly armed: (() => void)[] = [];

  /** Dies now; the error is for the caller to throw. */
  die(): Error {
    this.deaths += 1;
    this.dead.push(
      plantFault('db.before_commit', () => {
        throw gone();
      }),
    );
    return gone();
  }

  /** Dies at a fault point, the next time it is reached. */
  dieAt(point: string): void {
    const disarm = plantFault(point, () => {
      disarm();
      throw this.die();
    });
    this.armed.push(disarm);
  }

  /** Starts it again; what is still to strike stays. */
  revive(): void {
    for (const takeAway of this.dead.splice(0)) takeAway();
  }

  /** Takes every fault away. */
  heal(): void {
    this.revive();
    for (const disarm of this.armed.splice(0)) disarm();
  }
}

function gone(): Error {
  return Object.assign(new Error('planted: the process is gone'), { code: 'ECONNRESET' });
}

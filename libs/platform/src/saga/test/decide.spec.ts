/** The transition function over the shape of a saga: every event in every state goes to one place or is impossible. */
import { decide, ImpossibleSagaEvent, type SagaEvent, type SagaPosition, type StepShape } from '../decide.js';

const STEPS: readonly StepShape[] = [
  { kind: 'local', hasUndo: true },
  { kind: 'local', hasUndo: false },
  { kind: 'wait', hasUndo: true },
  { kind: 'remote', hasUndo: false },
  { kind: 'local', hasUndo: false },
];

const at = (state: SagaPosition['state'], cursor: number): SagaPosition => ({ state, cursor });
const on = (position: SagaPosition, kind: Exclude<SagaEvent['kind'], 'resumed'>): SagaPosition =>
  decide(STEPS, position, { kind });

describe('forward', () => {
  it('goes step by step to the end', () => {
    expect(on(at('running', 0), 'done')).toEqual(at('running', 1));
    expect(on(at('running', 2), 'entered')).toEqual(at('waiting', 2));
    expect(on(at('running', 2), 'arrived')).toEqual(at('running', 3));
    expect(on(at('waiting', 2), 'arrived')).toEqual(at('running', 3));
    expect(on(at('running', 3), 'called')).toEqual(at('calling', 3));
    expect(on(at('calling', 3), 'done')).toEqual(at('running', 4));
    expect(on(at('running', 4), 'done')).toEqual(at('done', 5));
  });
  it('passes over what is skipped', () => {
    expect(on(at('running', 2), 'skipped')).toEqual(at('running', 3));
    expect(on(at('running', 3), 'skipped')).toEqual(at('running', 4));
  });
  it('stays where no answer came', () => {
    expect(on(at('calling', 3), 'unknown')).toEqual(at('calling', 3));
    expect(on(at('undoing', 2), 'undo_unknown')).toEqual(at('undoing', 2));
  });
});

describe('back', () => {
  it('undoes from the step before the refused one, over steps without an undo', () => {
    expect(on(at('running', 1), 'refused')).toEqual(at('undoing', 0));
    expect(on(at('running', 0), 'refused')).toEqual(at('undone', -1));
  });
  it('undoes the wait itself when it lapses or is cancelled: what was asked for outside is called off first', () => {
    expect(on(at('waiting', 2), 'lapsed')).toEqual(at('undoing', 2));
    expect(on(at('waiting', 2), 'cancelled')).toEqual(at('undoing', 2));
  });
  it('undoes a refused call from itself, for it may have been carried out in part', () => {
    expect(on(at('calling', 3), 'refused')).toEqual(at('undoing', 2));
  });
  it('ends undone', () => {
    expect(on(at('undoing', 2), 'undone')).toEqual(at('undoing', 0));
    expect(on(at('undoing', 0), 'undone')).toEqual(at('undone', -1));
  });
});

describe('stuck', () => {
  it('keeps its place and goes on from it', () => {
    expect(on(at('calling', 3), 'failed')).toEqual(at('stuck', 3));
    expect(decide(STEPS, at('stuck', 3), { kind: 'resumed', before: 'calling' })).toEqual(at('calling', 3));
  });
});

describe('what cannot happen', () => {
  it.each([
    [at('waiting', 2), 'done'],
    [at('calling', 3), 'cancelled'],
    [at('done', 5), 'failed'],
    [at('undone', -1), 'arrived'],
    [at('running', 2), 'done'],
    [at('running', 0), 'entered'],
    [at('undoing', 0), 'arrived'],
  ] as const)('%j cannot take %s', (position, kind) => {
    expect(() => on(position, kind)).toThrow(ImpossibleSagaEvent);
  });
});

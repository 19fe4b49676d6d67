/** The cells of the failure matrices of gift and withdrawal, generated from their tables: every step, every place, every way of failing. */
import type { SagaDefinition, SagaStep } from '#libs/platform/saga';
import { CALL_POINTS, DRIVEN_FAULTS, GATEWAY_FAULTS, LOCAL_FAULTS, REMOTE_FAULTS, type FaultName } from './cells.js';
import type { Place } from './step-faults.js';

/**
 * How it goes, its fault apart. A gift is claimed, cancelled, declined or lapses. A withdrawal is paid at once; paid or failed a while
 * after it was accepted; refused by its provider; rejected by an operator; or nobody decides.
 */
export type TransferStory =
  | 'claimed'
  | 'cancelled'
  | 'declined'
  | 'lapsed'
  | 'paid'
  | 'paid_later'
  | 'failed_later'
  | 'refused_outside'
  | 'rejected'
  | 'undecided';

export interface TransferCell {
  readonly step: string;
  readonly place: Place;
  readonly fault: FaultName;
  readonly story: TransferStory;
  /** `refused`: as if nothing had been asked. */
  readonly ends: TransferStory | 'refused';
}

/** What is special about a flow. */
export interface FlowShape {
  /** The story of everything that goes forward. */
  readonly forward: TransferStory;
  /** Each way the wait can end, each tried without a fault. */
  readonly endings: readonly TransferStory[];
  /** The stories in which undos run, and who runs them: a caller's request, or the runner. */
  readonly backward: readonly { readonly story: TransferStory; readonly by: 'caller' | 'runner' }[];
  /** Who runs the local steps after the wait. */
  readonly finishes: 'caller' | 'runner';
  /** Steps that have no answer but success. */
  readonly neverRefuse: ReadonlySet<string>;
}

export const GIFT: FlowShape = {
  forward: 'claimed',
  endings: ['claimed', 'cancelled', 'declined', 'lapsed'],
  backward: [
    { story: 'cancelled', by: 'caller' },
    { story: 'declined', by: 'caller' },
    { story: 'lapsed', by: 'runner' },
  ],
  finishes: 'caller',
  neverRefuse: new Set(['offer_gift']),
};

export const WITHDRAWAL: FlowShape = {
  forward: 'paid',
  endings: ['paid', 'rejected', 'undecided'],
  backward: [
    { story: 'rejected', by: 'caller' },
    { story: 'undecided', by: 'runner' },
    { story: 'refused_outside', by: 'runner' },
  ],
  finishes: 'runner',
  neverRefuse: new Set(['accept_withdrawal']),
};

/** All cells of a table with one wait, in the order of its steps. */
export function transferCells<Input, Work>(
  { steps }: SagaDefinition<Input, Work>,
  shape: FlowShape,
): readonly TransferCell[] {
  const wait = steps.findIndex((step) => step.kind === 'wait');
  return steps.flatMap((step, index) => [
    ...forward(step, shape, index < wait),
    ...(step.undo === undefined ? [] : back(step, shape)),
  ]);
}

function forward<Input, Work>(step: SagaStep<Input, Work>, shape: FlowShape, isFirst: boolean): TransferCell[] {
  const cell = (fault: FaultName, more: Partial<TransferCell> = {}): TransferCell => ({
    step: step.name,
    place: 'act',
    fault,
    story: shape.forward,
    ends: shape.forward,
    ...more,
  });
  switch (step.kind) {
    case 'local':
      return [
        ...(isFirst && !shape.neverRefuse.has(step.name) ? [cell('refused', { ends: 'refused' })] : []),
        ...LOCAL_FAULTS.map((fault) => cell(fault)),
        ...(isFirst || shape.finishes === 'caller' ? [] : DRIVEN_FAULTS.map((fault) => cell(fault))),
      ];
    case 'wait':
      return [
        ...shape.endings.map((story) => cell('nothing', { story, ends: story })),
        ...LOCAL_FAULTS.map((fault) => cell(fault, { place: 'arrived' })),
      ];
    case 'remote':
      return [
        ...(['paid_later', 'failed_later', 'refused_outside'] as const).map((story) =>
          cell('nothing', { story, ends: story }),
        ),
        ...REMOTE_FAULTS.flatMap((fault) => [cell(fault), ...later(cell, fault)]),
        ...GATEWAY_FAULTS.map((kind) => cell(`gateway ${kind}`)),
        ...CALL_POINTS.map((point) => cell(`crash at payout.call.${point}`)),
      ];
  }
}

/** A payout that is not decided at once meets the faults that can lose its news, too. */
function later(
  cell: (fault: FaultName, more: Partial<TransferCell>) => TransferCell,
  fault: FaultName,
): TransferCell[] {
  if (fault.startsWith('lease') || fault.endsWith('stuck')) return [];
  return [cell(fault, { story: 'paid_later', ends: 'paid_later' })];
}

function back<Input, Work>(step: SagaStep<Input, Work>, shape: FlowShape): TransferCell[] {
  return shape.backward.flatMap(({ story, by }) =>
    [...LOCAL_FAULTS, ...(by === 'runner' ? DRIVEN_FAULTS : [])].map((fault): TransferCell => ({
      step: step.name,
      place: 'undo',
      fault,
      story,
      ends: story,
    })),
  );
}

export function transferTitle(cell: TransferCell): string {
  return `${cell.step}.${cell.place} | ${cell.story} | ${cell.fault}`;
}

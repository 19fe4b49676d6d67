/**
 * The cells of the failure matrix, generated from a saga's table: every step, every place where it can fail, every way of failing
 * that its kind allows (architecture.md, "The saga"). A step that is added to the table brings its cells with it.
 */
import type { SagaDefinition, SagaStep } from '#libs/platform/saga';
import type { Place } from './step-faults.js';

/**
 * How the order of a cell goes, its fault apart.
 * - `mixed`: part credit, part card · `credit`: by credit alone, one transaction from the first step to the last
 * - `cancelled`, `cancelled_captured`: its customer calls it off; the gateway has authorised, or (untold) captured
 * - `lapsed`: nobody told us that the gateway authorised, and the time to pay passes · `declined`: the gateway will not capture
 */
export type Story = 'mixed' | 'credit' | 'cancelled' | 'cancelled_captured' | 'lapsed' | 'declined';

/** How it must end. `refused`: as if nothing had been asked. */
export type End = 'paid' | 'cancelled' | 'refused';

/** Ways of failing inside a transaction. */
export const LOCAL_FAULTS = [
  'retryable error',
  'unknown error',
  'crash before commit',
  'crash after commit',
  'run again after a rollback',
  'run twice',
] as const;
/** More of them, where the runner and not a caller drives. */
export const DRIVEN_FAULTS = ['two workers at once', 'unknown error until it is stuck'] as const;
/** Ways of failing around a call to somebody else. */
export const REMOTE_FAULTS = [
  'retryable error',
  'unknown error',
  'crash before the call',
  'crash after the call',
  'crash before commit',
  'crash after commit',
  'run twice',
  'two workers at once',
  'lease lost after the call',
  'lease lost before the call',
  'no answer until it is stuck',
] as const;
/** What a gateway can do to a call. */
export const GATEWAY_FAULTS = [
  'timeout_before',
  'timeout_after',
  'error_before',
  'error_after',
  'garbage',
  'wrong_amount',
  'slow_drip',
] as const;
export type GatewayFault = (typeof GATEWAY_FAULTS)[number];
/** Where the payment library can die within one call (its own fault points). */
export const CALL_POINTS = ['intended', 'answered', 'recorded'] as const;

export type FaultName =
  | (typeof LOCAL_FAULTS)[number]
  | (typeof DRIVEN_FAULTS)[number]
  | (typeof REMOTE_FAULTS)[number]
  | 'nothing'
  | 'refused'
  | `gateway ${GatewayFault}`
  | `crash at payment.${string}.${(typeof CALL_POINTS)[number]}`
  | `crash at payout.call.${(typeof CALL_POINTS)[number]}`;

/** One order, one fault. */
export interface Cell {
  readonly step: string;
  readonly place: Place;
  readonly fault: FaultName;
  readonly story: Story;
  readonly ends: End;
}

/** Steps whose act makes a row that must be new: twice in one transaction is a defect by contract, not a case. */
const MAKES_ITS_ROW: ReadonlySet<string> = new Set(['accept_order', 'take_cart_lines']);

/** Steps that have no answer but success: their act returns no refusals. */
const NEVER_REFUSES: ReadonlySet<string> = new Set(['accept_order']);

/** What is called at the gateway, by place and story. */
export function operationOf(cell: Pick<Cell, 'place' | 'story'>): 'capture' | 'void' | 'refund' {
  if (cell.place === 'act') return 'capture';
  return cell.story === 'cancelled_captured' ? 'refund' : 'void';
}

/** All cells of a table with one wait and one remote step (the pivot), in the order of its steps. */
export function cellsOf<Input, Work>({ steps }: SagaDefinition<Input, Work>): Cell[] {
  const wait = steps.findIndex((step) => step.kind === 'wait');
  const pivot = steps.findLastIndex((step) => step.kind === 'remote');
  return steps.flatMap((step, index) => [
    ...forward(step, { isFirstTransaction: index < wait, isRefusable: index < pivot && !NEVER_REFUSES.has(step.name) }),
    ...(step.undo === undefined ? [] : back(step, index <= wait ? 'cancelled' : 'declined')),
  ]);
}

function forward<Input, Work>(
  step: SagaStep<Input, Work>,
  about: { isFirstTransaction: boolean; isRefusable: boolean },
): Cell[] {
  const cell = (fault: FaultName, more: Partial<Cell> = {}): Cell => ({
    step: step.name,
    place: 'act',
    fault,
    story: 'mixed',
    ends: 'paid',
    ...more,
  });
  switch (step.kind) {
    case 'local': {
      const faults = LOCAL_FAULTS.filter((fault) => fault !== 'run twice' || !MAKES_ITS_ROW.has(step.name));
      const refused = refusals(cell, about);
      const driven = about.isFirstTransaction ? [] : DRIVEN_FAULTS.map((fault) => cell(fault));
      return [...refused, ...faults.flatMap((fault) => [cell(fault), cell(fault, { story: 'credit' })]), ...driven];
    }
    case 'wait':
      return [
        cell('nothing'),
        cell('nothing', { story: 'lapsed', ends: 'cancelled' }),
        cell('nothing', { story: 'cancelled', ends: 'cancelled' }),
        cell('nothing', { story: 'cancelled_captured', ends: 'cancelled' }),
        ...[...LOCAL_FAULTS, ...DRIVEN_FAULTS].map((fault) => cell(fault, { place: 'arrived' })),
      ];
    case 'remote':
      return [
        cell('nothing', { story: 'declined', ends: 'cancelled' }),
        ...aroundTheCall((fault) => cell(fault), 'capture'),
      ];
  }
}

/** Before the pivot a step may refuse; once the order is written it is cancelled, before that there was none. */
function refusals(
  cell: (fault: FaultName, more: Partial<Cell>) => Cell,
  about: { isFirstTransaction: boolean; isRefusable: boolean },
): Cell[] {
  if (!about.isRefusable) return [];
  if (!about.isFirstTransaction) return [cell('refused', { ends: 'cancelled' })];
  return [cell('refused', { ends: 'refused' }), cell('refused', { story: 'credit', ends: 'refused' })];
}

function back<Input, Work>(step: SagaStep<Input, Work>, story: Story): Cell[] {
  const cell = (fault: FaultName, more: Partial<Cell> = {}): Cell => ({
    step: step.name,
    place: 'undo',
    fault,
    story,
    ends: 'cancelled',
    ...more,
  });
  if (step.kind === 'local') return [...LOCAL_FAULTS, ...DRIVEN_FAULTS].map((fault) => cell(fault));
  return [
    cell('refused'),
    ...aroundTheCall((fault) => cell(fault), 'void'),
    ...aroundTheCall((fault) => cell(fault, { story: 'cancelled_captured' }), 'refund'),
  ];
}

function aroundTheCall(cell: (fault: FaultName) => Cell, operation: string): Cell[] {
  return [
    ...REMOTE_FAULTS.map((fault) => cell(fault)),
    ...GATEWAY_FAULTS.map((fault) => cell(`gateway ${fault}`)),
    ...CALL_POINTS.map((point) => cell(`crash at payment.${operation}.${point}`)),
  ];
}

/** A cell's name in the report. */
export function titleOf(cell: Cell): string {
  return `${cell.step}.${cell.place} | ${cell.story} | ${cell.fault}`;
}

/** What may be done with an order, and where its parts may go: the published tables, row by row. */
import { allowedActions, type OrderAsItStands } from '../allowed-actions.rules.js';
import { mayMove, ORDER_FLOWS, orderStateOf, stepsFrom } from '../order-flow.rules.js';
import { SUB_ORDER_STATES, type SubOrderState } from '../order.types.js';

const NOW = new Date('2026-11-22T12:00:00Z');

/** An order whose parts are in these states, with one line each; a `*` says that it is reviewed. */
function order(...parts: readonly string[]): OrderAsItStands {
  const states = parts.map((part) => part.replace('*', '') as SubOrderState);
  return {
    order: { state: orderStateOf(states), payBy: null },
    subOrders: states.map((state, i) => ({ number: i + 1, goodsType: 'self_operated', state })),
    lines: parts.map((part, i) => ({ subOrder: i + 1, reviewed: part.endsWith('*') })),
  };
}

const told = (it: OrderAsItStands, action: string): string | null =>
  allowedActions(it, NOW).find((one) => one.action === action)!.reason;

describe('what a customer may do', () => {
  it.each([
    [['paid'], 'NOT_SHIPPED', 'NOT_COMPLETED'],
    [['shipped'], null, 'NOT_COMPLETED'],
    [['delivered'], null, 'NOT_COMPLETED'],
    [['paid', 'delivered'], null, 'NOT_COMPLETED'],
    [['paid', 'completed'], 'NOT_SHIPPED', null],
    [['paid', 'completed*'], 'NOT_SHIPPED', 'ALL_REVIEWED'],
    [['completed', 'completed*'], 'ALREADY_RECEIVED', null],
    [['completed*', 'completed*'], 'ALREADY_RECEIVED', 'ALL_REVIEWED'],
    [['cancelled', 'completed*'], 'ALREADY_RECEIVED', 'ALL_REVIEWED'],
    [['cancelled', 'completed'], 'ALREADY_RECEIVED', null],
    [['cancelled'], 'NOT_SHIPPED', 'NOT_COMPLETED'],
    [['awaiting_payment'], 'NOT_SHIPPED', 'NOT_COMPLETED'],
  ])('with parts that are %p: receipt %p, review %p', (parts, receipt, review) => {
    expect([told(order(...parts), 'confirm_receipt'), told(order(...parts), 'review')]).toEqual([receipt, review]);
  });

  it('has every action once, the allowed ones without a reason', () => {
    const actions = allowedActions(order('delivered'), NOW);
    expect(new Set(actions.map(({ action }) => action)).size).toBe(actions.length);
    expect(actions.filter(({ allowed, reason }) => allowed !== (reason === null))).toEqual([]);
  });
});

describe('the flow', () => {
  it('never leads out of what is completed or cancelled', () => {
    for (const steps of Object.values(ORDER_FLOWS))
      expect(steps.filter(({ from }) => from === 'completed' || from === 'cancelled')).toEqual([]);
  });

  it('asks third-party merchants to accept before they ship, and nobody else', () => {
    expect(stepsFrom('third_party', 'paid', 'merchant')).toEqual(['accepted']);
    expect(stepsFrom('self_operated', 'paid', 'merchant')).toEqual(['shipped']);
    expect([mayMove('third_party', 'paid', 'shipped'), mayMove('consignment', 'paid', 'accepted')]).toEqual([
      false,
      false,
    ]);
  });

  it('has a state for every order whose parts were paid together', () => {
    const paid = SUB_ORDER_STATES.filter((state) => state !== 'awaiting_payment');
    for (const one of paid) for (const other of paid) expect(() => orderStateOf([one, other])).not.toThrow();
  });
});

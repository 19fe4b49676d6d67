/** The limit per customer in the cart: what was bought before counts, so a quantity is cut to what may be bought and the cart says so. */
import { uuid7 } from '#libs/platform';
import type { CartAnswer } from '../http/cart.answers.js';
import type { CartOwner } from '../cart.types.js';
import { customer, openCartKit, statementsOf, type CartKit } from './cart-kit.js';

const LIMIT = { units: 3, windowDays: 30 };
const DAY_MS = 86_400_000;

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit();
  await kit.sell(
    { sku: 'RARE', purchaseLimit: LIMIT },
    { sku: 'HELD', purchaseLimit: LIMIT, takesStockAt: 'cart' },
    { sku: 'TICKET', purchaseLimit: LIMIT, kind: 'virtual', stock: 0 },
    { sku: 'MUG' },
  );
});
afterAll(() => kit?.close());
afterEach(() => {
  kit.database.clockOffsetMs = 0;
});

/** As an order counts it. */
async function buy(owner: CartOwner, sku: string, quantity: number): Promise<string> {
  const reservationId = uuid7();
  const line = { variantId: kit.variantId(sku), quantity, limit: LIMIT };
  const [outcome] = await kit.database.transaction((tx) =>
    kit.inventory.reserve(tx, [
      {
        reservationId,
        customerId: owner.id,
        expiresAt: null,
        ...(sku === 'TICKET' ? { lines: [], counted: [line] } : { lines: [line] }),
      },
    ]),
  );
  expect(outcome!.kind).toBe('created');
  return reservationId;
}

const add = (owner: CartOwner, sku: string, quantity: number) =>
  kit.call(owner, 'POST', '/lines', { lines: [{ sku, quantity }] });

async function shown(owner: CartOwner): Promise<CartAnswer> {
  return (await kit.call(owner, 'GET', '')).body as CartAnswer;
}

describe.each(['RARE', 'HELD', 'TICKET'])('%s', (sku) => {
  it('is cut to what is left of the limit, when it is added, changed, or moved back', async () => {
    const owner = customer();
    await buy(owner, sku, 1);
    const added = await add(owner, sku, 3);
    expect(added.body).toMatchObject({
      lines: [{ outcome: 'quantity_limited', quantity: 2, atMost: 2, boundBy: 'purchase_limit' }],
      notices: [{ code: 'QUANTITY_LIMITED', text: 'at most 2' }],
    });
    const { lineId } = added.body.lines[0];
    const changed = await kit.call(owner, 'PATCH', `/lines/${lineId}`, { quantity: 3 });
    expect(changed.body).toMatchObject({ quantity: 2, notices: [{ text: 'at most 2' }] });
    expect((await shown(owner)).groups[0]!.lines[0]).toMatchObject({ quantity: 2, maxQuantity: 2 });
    await kit.call(owner, 'POST', '/saved-lines', { lineIds: [lineId] });
    await buy(owner, sku, 1);
    const back = await kit.call(owner, 'POST', '/saved-lines/returns', { lineIds: [lineId] });
    expect(back.body).toMatchObject({ lines: [{ quantity: 1, atMost: 1 }], notices: [{ text: 'at most 1' }] });
    // Somebody else may have all of it.
    expect((await add(customer(), sku, 3)).body.lines).toMatchObject([{ outcome: 'added', quantity: 3 }]);
  });

  it('is not added when the limit is used up, and is again after the window', async () => {
    const owner = customer();
    await buy(owner, sku, 3);
    expect(await add(owner, sku, 1)).toMatchObject({
      status: 422,
      body: { code: 'NOTHING_ADDED', lines: [{ outcome: 'quantity_limited', atMost: 0, boundBy: 'purchase_limit' }] },
    });
    kit.database.clockOffsetMs = 30 * DAY_MS + 60_000;
    expect((await add(owner, sku, 3)).body.lines).toMatchObject([{ outcome: 'added', quantity: 3 }]);
  });
});

it('says at most how many when some were bought beside the cart, and forgets what was cancelled', async () => {
  // Without stock, so that nothing else tells that a kept view is out of date.
  const owner = customer();
  await add(owner, 'TICKET', 3);
  await add(owner, 'MUG', 1);
  const lineOf = (cart: CartAnswer) => cart.groups.flatMap(({ lines }) => lines).find(({ sku }) => sku === 'TICKET')!;
  expect(await shown(owner)).toMatchObject({ notices: [] });
  expect(await shown(owner)).toMatchObject({ notices: [] });
  const kept = kit.viewer.counts.kept;
  expect(kept).toBeGreaterThan(0);
  const bought = await buy(owner, 'TICKET', 2);
  const cart = await shown(owner);
  expect(cart.notices).toMatchObject([{ code: 'QUANTITY_LIMITED', sku: 'TICKET', text: 'at most 1', atMost: 1 }]);
  expect(lineOf(cart)).toMatchObject({ quantity: 3, maxQuantity: 1 });
  await buy(owner, 'TICKET', 1);
  const usedUp = await shown(owner);
  expect([lineOf(usedUp).maxQuantity, usedUp.notices.map(({ text }) => text)]).toEqual([0, ['at most 0']]);
  await kit.database.transaction((tx) => kit.inventory.release(tx, [bought]));
  expect(lineOf(await shown(owner)).maxQuantity).toBe(2);
});

it('is read at once with the stock, and only where there is a limit', async () => {
  const [limited, plain] = [customer(), customer()];
  await add(limited, 'RARE', 1);
  await add(plain, 'MUG', 1);
  const lines = ['cart.read_changed_lines', 'inventory.list_availability'];
  for (let shownBefore = 0; shownBefore < 2; shownBefore++) {
    expect(await statementsOf(() => kit.viewer.text(plain.id))).toEqual(lines);
    expect(await statementsOf(() => kit.viewer.text(limited.id))).toEqual([
      'cart.read_changed_lines',
      'inventory.bought_units',
      'inventory.list_availability',
    ]);
  }
});

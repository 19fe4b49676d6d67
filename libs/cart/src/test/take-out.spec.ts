import { statementCounts, uuid7 } from '#libs/platform';
import type { CartOwner, TakeOut } from '../cart.types.js';
import { TakeOutPlan } from '../take-out.rules.js';
import { customer, gate, openCartKit, type CartKit } from './cart-kit.js';

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit();
  await kit.sell({ sku: 'A' }, { sku: 'B' }, { sku: 'C', stock: 500 });
});
afterAll(() => kit.close());

async function fill(...skus: string[]): Promise<{ owner: CartOwner; request: TakeOut }> {
  const owner = customer();
  await kit.add(owner, ...skus.map((sku) => ({ sku, quantity: 1 })));
  return { owner, request: await requestOf(owner) };
}

async function requestOf(owner: CartOwner): Promise<TakeOut> {
  const lines = await kit.cart.selected(owner.id);
  return { ownerId: owner.id, lines: lines.map(({ lineId, version }) => ({ lineId, version })) };
}

const takeOut = (...requests: TakeOut[]) => kit.database.transaction((tx) => kit.cart.takeOut(tx, requests));

describe('selected', () => {
  it('answers the selected lines, oldest first, as an order needs them', async () => {
    const owner = customer();
    const [a, b] = await kit.add(owner, { sku: 'A', quantity: 2 }, { sku: 'B', quantity: 1 });
    await kit.add(owner, { sku: 'C', quantity: 4 });
    await kit.cart.change(owner, b!.lineId!, { selected: false });
    expect(await kit.cart.selected(owner.id)).toEqual([
      {
        lineId: a!.lineId,
        variantId: kit.variantId('A'),
        quantity: 2,
        messages: {},
        version: 1,
        holdId: null,
        priceWhenAddedMinor: 1000,
        offerWhenAdded: null,
      },
      expect.objectContaining({ variantId: kit.variantId('C'), quantity: 4, version: 1 }),
    ]);
  });

  it('shares one statement between calls that come in together', async () => {
    const { owner } = await fill('A', 'B');
    const before = statementCounts.get('cart.read_selected') ?? 0;
    const reads = await Promise.all([
      ...Array.from({ length: 64 }, () => kit.cart.selected(owner.id)),
      kit.cart.selected(uuid7()),
    ]);
    expect(reads.map((lines) => lines.length)).toEqual([...Array.from({ length: 64 }, () => 2), 0]);
    expect(statementCounts.get('cart.read_selected')! - before).toBe(1);
  });
});

describe('takeOut', () => {
  it("takes many carts' lines in one statement; what is not named stays", async () => {
    const [one, two] = [await fill('A', 'B', 'C'), await fill('A', 'B')];
    const rest = { ...one.request, lines: one.request.lines.slice(0, 2) };
    const before = statementCounts.get('cart.take_out_lines') ?? 0;
    expect(await takeOut(rest, two.request)).toEqual(['taken', 'taken']);
    expect(statementCounts.get('cart.take_out_lines')! - before).toBe(1);
    expect(await kit.contents(one.owner)).toEqual(['1 C']);
    expect(await kit.contents(two.owner)).toEqual([]);
  });

  it('takes nothing of a request of which one line has changed; its neighbours are served', async () => {
    const [one, two] = [await fill('A', 'B'), await fill('A')];
    await kit.cart.change(one.owner, one.request.lines[1]!.lineId, { quantity: 2 });
    expect(await takeOut(one.request, two.request)).toEqual(['changed', 'taken']);
    expect(await kit.contents(one.owner)).toEqual(['1 A', '2 B']);
    expect(await kit.contents(two.owner)).toEqual([]);
  });

  it.each(['a removed line', "another's line", 'an unselected line'])('refuses %s', async (what) => {
    const { owner, request } = await fill('A', 'B');
    const [line] = request.lines;
    if (what === 'a removed line') await kit.cart.remove(owner, [line!.lineId]);
    if (what === 'an unselected line') await kit.cart.change(owner, line!.lineId, { selected: false });
    const before = await kit.contents(owner);
    expect(await takeOut(what === "another's line" ? { ...request, ownerId: uuid7() } : request)).toEqual(['changed']);
    expect(await kit.contents(owner)).toEqual(before);
  });

  it('gives lines that several requests name to the first of them that can have all of its own', async () => {
    const { owner, request } = await fill('A', 'B', 'C');
    const [a, b, c] = request.lines as [TakeOut['lines'][0], TakeOut['lines'][0], TakeOut['lines'][0]];
    const stale = { ownerId: owner.id, lines: [{ ...a, version: 7 }, b] };
    const requests = [stale, { ...request, lines: [b] }, { ...request, lines: [b, c] }, { ...request, lines: [c] }];
    const before = statementCounts.get('cart.take_out_lines') ?? 0;
    expect(await takeOut(...requests)).toEqual(['changed', 'taken', 'changed', 'taken']);
    expect(statementCounts.get('cart.take_out_lines')! - before).toBe(3);
    expect(await kit.contents(owner)).toEqual(['1 A']);
  });

  it('gives one cart to exactly one of many orders at once', async () => {
    const { owner, request } = await fill('A', 'B', 'C');
    const outcomes = (await Promise.all(Array.from({ length: 16 }, () => takeOut(request)))).flat();
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
    expect(await kit.contents(owner)).toEqual([]);
  });

  it('leaves an add that comes during the order what it added, and nothing twice', async () => {
    const { owner, request } = await fill('A', 'B');
    const [taken, ordered] = [gate(), gate()];
    const order = kit.database.transaction(async (tx) => {
      expect(await kit.cart.takeOut(tx, [request])).toEqual(['taken']);
      taken.open();
      await ordered.opened;
    });
    await taken.opened;
    // The add has read the lines as they were and waits for the order to end; then it runs again.
    const added = kit.add(owner, { sku: 'A', quantity: 3 });
    await kit.untilBlocked();
    ordered.open();
    await order;
    expect((await added)[0]).toMatchObject({ quantity: 3 });
    expect(await kit.contents(owner)).toEqual(['3 A']);
  });

  it('refuses an order whose cart is changed before it takes the lines', async () => {
    const { owner, request } = await fill('A', 'B');
    const [added, changing] = [gate(), gate()];
    const prepared = await kit.cart.prepareAdd([{ sku: 'A', quantity: 1 }]);
    const change = kit.database.transaction(async (tx) => {
      await kit.cart.add(tx, owner, prepared);
      added.open();
      await changing.opened;
    });
    await added.opened;
    const order = takeOut(request);
    await kit.untilBlocked();
    changing.open();
    await change;
    expect(await order).toEqual(['changed']);
    expect(await kit.contents(owner)).toEqual(['1 B', '2 A']);
  });
});

describe('the plan of a batch', () => {
  const request = (...names: string[]): TakeOut => ({
    ownerId: 'o',
    lines: names.map((lineId) => ({ lineId, version: 1 })),
  });

  it('is one wave when no line is named twice', () => {
    expect(new TakeOutPlan([request('a', 'b'), request('c'), request('d')]).nextWave()).toEqual([0, 1, 2]);
  });

  it('answers identical requests without asking again once the lines are taken, or known to be stale', () => {
    for (const missing of [[], [{ request: 0, lineId: 'b' }]]) {
      const plan = new TakeOutPlan(Array.from({ length: 64 }, () => request('a', 'b')));
      plan.settle(plan.nextWave(), missing);
      expect(plan.nextWave()).toEqual([]);
      expect(plan.outcomes()).toEqual([
        missing.length === 0 ? 'taken' : 'changed',
        ...Array.from({ length: 63 }, () => 'changed'),
      ]);
    }
  });

  it('keeps the order: a request waits for every earlier one that names a line of it', () => {
    const plan = new TakeOutPlan([request('a'), request('a', 'b'), request('b'), request('c')]);
    expect(plan.nextWave()).toEqual([0, 3]);
    plan.settle([0, 3], [{ request: 0, lineId: 'a' }]);
    expect(plan.nextWave()).toEqual([2]);
  });

  it('refuses a request that names a line twice, and one that was not served', () => {
    expect(() => new TakeOutPlan([request('a', 'a')])).toThrow('names one twice');
    expect(() => new TakeOutPlan([request('a')]).outcomes()).toThrow('was not served');
    expect(new TakeOutPlan([request()]).outcomes()).toEqual(['taken']);
  });
});

import { uuid7 } from '#libs/platform';
import { customer, guest, MERCHANT, openCartKit, type CartKit } from './cart-kit.js';

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit({ cartLinesMax: 3 });
  await kit.sell(
    { sku: 'MUG', priceMinor: 1250 },
    { sku: 'CUP', priceMinor: 800, stock: 3, purchaseLimit: { units: 5, windowDays: 30 } },
    { sku: 'JUG', stock: 0 },
    { sku: 'OLD', shelf: 'off' },
    { sku: 'PAID', stock: 2, takesStockAt: 'payment' },
    {
      sku: 'RING',
      messageFields: [{ key: 'engraving', label: 'Engraving', required: true, maxLength: 5, pattern: null }],
    },
  );
});
afterAll(() => kit.close());

describe('the cart over HTTP', () => {
  it('adds, shows, changes and removes, for guests as for customers', async () => {
    const caller = guest();
    const added = await kit.call(caller, 'POST', '/lines', { lines: [{ sku: 'CUP', quantity: 4 }] });
    const lineId = added.body.lines[0].lineId;
    expect(added).toEqual({
      status: 200,
      isReplayed: false,
      body: {
        lines: [
          { sku: 'CUP', outcome: 'quantity_limited', lineId, requested: 4, quantity: 3, atMost: 3, boundBy: 'stock' },
        ],
        notices: [{ code: 'QUANTITY_LIMITED', text: 'at most 3', lineId, sku: 'CUP', atMost: 3 }],
      },
    });
    const shown = await kit.call(caller, 'GET', '');
    expect(shown).toEqual({
      status: 200,
      isReplayed: false,
      body: {
        currency: 'USD',
        lineCount: 1,
        lineCountMax: 3,
        selectedLineCount: 1,
        selectedUnitCount: 3,
        selectedGoodsTotal: 2400,
        selectedOfferDiscount: 0,
        selectedTotal: 2400,
        gifts: [],
        offers: [],
        saved: [],
        notices: [],
        groups: [
          {
            key: `merchant:${MERCHANT}`,
            kind: 'merchant',
            merchantId: MERCHANT,
            title: 'Blue Kiln',
            selection: 'all',
            offer: null,
            lines: [
              {
                id: lineId,
                variantId: kit.variantId('CUP'),
                productId: expect.any(String),
                sku: 'CUP',
                title: 'Article CUP',
                attributes: {},
                pictureUrl: null,
                messages: {},
                quantity: 3,
                maxQuantity: 3,
                selected: true,
                selectable: true,
                price: 800,
                listPrice: 800,
                priceWhenAdded: 800,
                priceChange: 'same',
                listTotal: 2400,
                lineTotal: 2400,
                offers: [],
                stockState: 'low',
                stockText: 'only 3 left',
                limitText: 'at most 5 per customer in 30 days',
                takesStockAt: 'order',
                holdExpiresAt: null,
                holdSecondsLeft: null,
                addedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
              },
            ],
          },
        ],
      },
    });
    expect(await kit.call(caller, 'PATCH', `/lines/${lineId}`, { quantity: 2, selected: false })).toMatchObject({
      status: 200,
      body: { lineId, quantity: 2, absorbedLineId: null, notices: [] },
    });
    const chosen = await kit.call(caller, 'POST', '/selection', { all: true, selected: true });
    expect(chosen).toMatchObject({ status: 200, body: { lineIds: [lineId], notices: [] } });
    expect(await kit.contents(caller)).toEqual(['2 CUP']);
    expect(await kit.call(caller, 'DELETE', `/lines/${lineId}`)).toMatchObject({ status: 204, body: undefined });
    expect(await kit.call(caller, 'DELETE', `/lines/${lineId}`)).toMatchObject({
      status: 404,
      body: { code: 'LINE_NOT_FOUND' },
    });
  });

  it('refuses an add of which nothing is left, with the reason for each, and keeps no trace of it', async () => {
    const caller = customer();
    const refused = await kit.call(caller, 'POST', '/lines', {
      lines: ['JUG', 'OLD', 'NONE', 'RING'].map((sku) => ({ sku, quantity: 1 })),
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'NOTHING_ADDED' } });
    expect(refused.body.lines.map((line: { outcome: string }) => line.outcome)).toEqual([
      'out_of_stock',
      'off_shelf',
      'unknown_sku',
      'message_invalid',
    ]);
    expect(refused.body.notices.map((notice: { text: string }) => notice.text)).toEqual([
      'sold out',
      'no longer sold',
      'there is no such article',
      'engraving is required',
    ]);
    expect(await kit.database.query('SELECT 1 FROM cart.cart WHERE owner_id = $1', [caller.id])).toEqual([]);
  });

  it('says the cap of lines', async () => {
    const caller = customer();
    const lines = ['MUG', 'CUP', 'PAID'].map((sku) => ({ sku, quantity: 1 }));
    const added = await kit.call(caller, 'POST', '/lines', {
      lines: [...lines, { sku: 'RING', quantity: 1, messages: { engraving: 'Ada' } }],
    });
    expect(added.body.notices).toEqual([
      { code: 'CART_FULL', text: 'the cart is full: at most 3 lines', lineId: null, sku: 'RING', atMost: null },
    ]);
    const shown = await kit.call(caller, 'GET', '');
    expect(shown.body.groups[0].lines[0]).toMatchObject({
      sku: 'PAID',
      takesStockAt: 'payment',
      stockText: 'only 2 left; scarce: pay soon',
    });
  });

  it('adds once under one key, at once or again; another body under it is refused', async () => {
    const caller = customer();
    const key = { 'idempotency-key': uuid7() };
    const body = { lines: [{ sku: 'MUG', quantity: 2 }] };
    const answers = await Promise.all(Array.from({ length: 6 }, () => kit.call(caller, 'POST', '/lines', body, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers.filter((answer) => !answer.isReplayed)).toHaveLength(1);
    const other = await kit.call(caller, 'POST', '/lines', { lines: [{ sku: 'MUG', quantity: 3 }] }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await kit.contents(caller)).toEqual(['2 MUG']);
  });

  it('clears by filter', async () => {
    const caller = customer();
    const added = await kit.call(caller, 'POST', '/lines', { lines: [{ sku: 'MUG', quantity: 1 }] });
    expect(await kit.call(caller, 'DELETE', '/lines?filter=invalid')).toMatchObject({
      status: 200,
      body: { filter: 'invalid', lineIds: [] },
    });
    expect(await kit.call(caller, 'DELETE', '/lines?filter=all')).toMatchObject({
      status: 200,
      body: { filter: 'all', lineIds: [added.body.lines[0].lineId] },
    });
    expect(await kit.contents(caller)).toEqual([]);
  });

  it.each([
    ["a change to another's line", 'PATCH', '/lines/LINE', { quantity: 2 }, 404, 'LINE_NOT_FOUND'],
    ["the removal of another's line", 'DELETE', '/lines/LINE', undefined, 404, 'LINE_NOT_FOUND'],
    [
      "the selection of another's line",
      'POST',
      '/selection',
      { lineIds: ['LINE'], selected: false },
      404,
      'LINE_NOT_FOUND',
    ],
  ] as const)('does not know %s', async (_, method, path, body, status, code) => {
    const [caller, owner] = [customer(), customer()];
    const lineId = (await kit.add(owner, { sku: 'MUG', quantity: 1 }))[0]!.lineId!;
    const sent = body && JSON.parse(JSON.stringify(body).replace('LINE', lineId));
    expect(await kit.call(caller, method, path.replace('LINE', lineId), sent)).toMatchObject({
      status,
      body: { code },
    });
    expect(await kit.contents(owner)).toEqual(['1 MUG']);
  });

  it.each([
    ['POST', '/lines', {}],
    ['POST', '/lines', { lines: [] }],
    ['POST', '/lines', { lines: [[]] }],
    ['POST', '/lines', { lines: [{ sku: 'MUG', quantity: 0 }] }],
    ['POST', '/lines', { lines: [{ sku: 'MUG', quantity: 1.5 }] }],
    ['POST', '/lines', { lines: [{ sku: 'MUG', quantity: '1' }] }],
    ['POST', '/lines', { lines: [{ sku: 'MUG', quantity: 1, price: 1 }] }],
    ['POST', '/lines', { lines: [{ sku: 'MUG', quantity: 1, messages: { a: 1 } }] }],
    ['PATCH', `/lines/${uuid7()}`, {}],
    ['PATCH', `/lines/${uuid7()}`, { quantity: null }],
    ['PATCH', `/lines/${uuid7()}`, { version: 1 }],
    ['POST', '/selection', { selected: true }],
    ['POST', '/selection', { selected: true, all: false }],
    ['POST', '/selection', { selected: true, all: true, merchantId: MERCHANT }],
    ['POST', '/selection', { selected: true, lineIds: ['x'] }],
    ['DELETE', '/lines', undefined],
    ['DELETE', '/lines?filter=some', undefined],
  ] as const)('refuses %s %s %j as malformed', async (method, path, body) => {
    const caller = customer();
    expect(await kit.call(caller, method, path, body)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED' },
    });
    expect(await kit.database.query('SELECT 1 FROM cart.cart WHERE owner_id = $1', [caller.id])).toEqual([]);
  });

  it('is for customers and guests', async () => {
    for (const kind of ['merchant', 'operator', 'admin', 'service'])
      expect(await kit.call({ id: uuid7(), kind }, 'GET', '')).toMatchObject({ status: 403 });
  });

  it.each([
    ['x', 400],
    ['__proto__', 400],
    ['%00', 400],
    [uuid7(), 404],
  ] as const)('knows no line %s', async (id, status) => {
    expect((await kit.call(customer(), 'DELETE', `/lines/${id}`)).status).toBe(status);
  });
});

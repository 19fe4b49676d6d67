import { merchantId, startHttp, type CallOptions, type HttpKit, type Reply } from './http-kit.js';

interface VariantBody {
  id: string;
  sku: string;
  priceMinor: number;
  version: number;
  available?: number;
}
interface ProductBody {
  id: string;
  merchantId: string;
  title: string;
  pictureUrl: string;
  version: number;
  currency: string;
  variants: VariantBody[];
}
interface ListBody {
  items: { id: string; title: string; inStock: boolean }[];
  nextCursor: string | null;
  currency: string;
}
interface ProblemBody {
  code: string;
  [member: string]: unknown;
}

let kit: HttpKit;
beforeAll(async () => (kit = await startHttp()));
afterAll(() => kit.close());

const call = <Body>(method: string, path: string, options?: CallOptions): Promise<Reply<Body>> =>
  kit.call(method, path, options);

let counter = 0;
const aProduct = (over: object = {}) => ({
  title: 'Stoneware mug',
  variants: [{ sku: `HTTP-${++counter}`, priceMinor: 1_900, attributes: { colour: 'red' } }],
  ...over,
});
async function created(as = 'merchant-1', over: object = {}): Promise<ProductBody> {
  const answer = await call<ProductBody>('POST', '/v1/admin/products', { as, body: aProduct(over) });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body;
}

describe('keeping products', () => {
  test('a merchant adds a product; shoppers see it', async () => {
    const product = await created('merchant-1', {
      kind: 'physical',
      description: 'Holds 350 ml.\nDishwasher safe.',
      picture: { motif: 'mug', colour: '#c0392b' },
      messageFields: [{ key: 'engraving', label: 'Engraving', required: false, maxLength: 20, pattern: '[A-Za-z ]*' }],
    });
    expect(product).toMatchObject({ merchantId: merchantId(1), currency: 'USD' });
    kit.stock.units.set(product.variants[0]!.id, 7);
    const page = await call<ProductBody>('GET', `/v1/products/${product.id}`);
    expect(page.status).toBe(200);
    expect(page.body.variants).toMatchObject([{ priceMinor: 1_900, available: 7 }]);
    const list = await call<ListBody>('GET', '/v1/products?q=mug&attribute=colour:red&sort=price_asc&limit=100');
    expect(list.body.items.find((item) => item.id === product.id)).toMatchObject({
      title: 'Stoneware mug',
      inStock: true,
    });
    expect(list.body.currency).toBe('USD');
  });

  test('an operator names the merchant', async () => {
    const answer = await call<ProblemBody>('POST', '/v1/admin/products', { as: 'operator-1', body: aProduct() });
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect((await created('operator-1', { merchantId: merchantId(3) })).merchantId).toBe(merchantId(3));
  });

  test('edits need the version and move it', async () => {
    const product = await created();
    const path = `/v1/admin/products/${product.id}`;
    const missing = await call<ProblemBody>('PATCH', path, { as: 'merchant-1', body: { title: 'X' } });
    expect([missing.status, missing.body.code]).toEqual([400, 'IF_MATCH_MISSING']);
    const edited = await call<ProductBody>('PATCH', path, {
      as: 'merchant-1',
      version: product.version,
      body: { title: 'Jug', shelf: 'off' },
    });
    expect([edited.status, edited.body.title, edited.headers.get('etag')]).toEqual([
      200,
      'Jug',
      `"${edited.body.version}"`,
    ]);
    const stale = await call<ProblemBody>('PATCH', path, {
      as: 'operator-1',
      version: product.version,
      body: { title: 'Late' },
    });
    expect([stale.status, stale.body.code, stale.body['version']]).toEqual([412, 'STALE_VERSION', edited.body.version]);
    expect((await call('GET', `/v1/products/${product.id}`)).status).toBe(404);
    const read = await call<ProductBody>('GET', path, { as: 'operator-1' });
    expect([read.body.title, read.headers.get('etag')]).toEqual(['Jug', `"${edited.body.version}"`]);
  });

  test("another merchant's product is not there, whatever is tried", async () => {
    const product = await created('merchant-1');
    const [variant] = product.variants;
    const as = 'merchant-2';
    const answers = await Promise.all([
      call('GET', `/v1/admin/products/${product.id}`, { as }),
      call('PATCH', `/v1/admin/products/${product.id}`, { as, version: product.version, body: { title: 'Mine' } }),
      call('POST', `/v1/admin/products/${product.id}/variants`, { as, body: { sku: 'FOREIGN', priceMinor: 1 } }),
      call('PATCH', `/v1/admin/variants/${variant!.id}`, { as, version: variant!.version, body: { priceMinor: 1 } }),
      call('GET', `/v1/admin/variants/${variant!.id}/prices`, { as }),
      call('POST', '/v1/admin/products', { as, body: aProduct({ merchantId: merchantId(1) }) }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 404]);
    const list = await call<ListBody>('GET', `/v1/admin/products?merchantId=${merchantId(1)}`, { as });
    expect(list.body.items).toEqual([]);
    const own = await call<{ items: { merchantId: string }[] }>('GET', '/v1/admin/products?limit=100', { as });
    expect(own.body.items.filter((item) => item.merchantId !== merchantId(2))).toEqual([]);
    const after = await call<ProductBody>('GET', `/v1/admin/products/${product.id}`, { as: 'merchant-1' });
    expect(after.body).toEqual(product);
  });

  test('customers and strangers keep nothing', async () => {
    expect((await call('GET', '/v1/admin/products', { as: 'customer-1' })).status).toBe(403);
    expect((await call('POST', '/v1/admin/products', { body: aProduct() })).status).toBe(401);
    expect(
      (await call('POST', '/v1/admin/categories', { as: 'merchant-1', body: { slug: 'x', name: 'X' } })).status,
    ).toBe(403);
  });

  test('a price change is in the history with its author', async () => {
    const product = await created();
    const [variant] = product.variants;
    const path = `/v1/admin/variants/${variant!.id}`;
    const edited = await call<VariantBody>('PATCH', path, {
      as: 'operator-5',
      version: variant!.version,
      body: {
        priceMinor: 2_100,
        memberPrices: [{ tier: 'gold', priceMinor: 2_000 }],
        purchaseLimit: { units: 2, windowDays: 30 },
      },
    });
    expect([edited.status, edited.body.priceMinor]).toEqual([200, 2_100]);
    const history = await call<{ items: object[]; currency: string; nextCursor: string }>(
      'GET',
      `${path}/prices?limit=1`,
      { as: 'merchant-1' },
    );
    expect(history.body).toMatchObject({
      currency: 'USD',
      items: [{ oldMinor: 1_900, newMinor: 2_100, changedBy: '019a0000-0000-7000-9000-000000000005' }],
    });
    const rest = await call<{ items: object[] }>('GET', `${path}/prices?cursor=${history.body.nextCursor}`, {
      as: 'merchant-1',
    });
    expect(rest.body).toMatchObject({ items: [{ oldMinor: null, newMinor: 1_900 }], nextCursor: null });
  });

  test.each([
    [
      'a pattern outside the subset',
      { messageFields: [{ key: 'k', label: 'L', required: true, maxLength: 5, pattern: '(a)+' }] },
      422,
      'PRODUCT_INVALID',
    ],
    ['an unknown category', { categoryIds: ['019a0000-0000-7000-8000-0000000000ff'] }, 422, 'PRODUCT_INVALID'],
    ['no variant', { variants: [] }, 400, 'VALIDATION_FAILED'],
    ['a negative price', { variants: [{ sku: 'NEG', priceMinor: -1 }] }, 400, 'VALIDATION_FAILED'],
    ['a field nobody knows', { salesCount: 5 }, 400, 'VALIDATION_FAILED'],
    ['a motif nobody draws', { picture: { motif: 'constructor', colour: '#000000' } }, 400, 'VALIDATION_FAILED'],
    [
      'an attribute name from the prototype',
      { variants: [{ sku: 'PROTO', priceMinor: 1, attributes: { 'to string': 'x' } }] },
      422,
      'PRODUCT_INVALID',
    ],
  ])('%s is refused', async (_, over, status, code) => {
    const answer = await call<ProblemBody>('POST', '/v1/admin/products', { as: 'merchant-1', body: aProduct(over) });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('a sku is taken once; a key is answered twice', async () => {
    const body = aProduct();
    const headers = { 'idempotency-key': 'create-once' };
    const first = await call<ProductBody>('POST', '/v1/admin/products', { as: 'merchant-1', body, headers });
    const again = await call<ProductBody>('POST', '/v1/admin/products', { as: 'merchant-1', body, headers });
    expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([201, 'true', first.body]);
    const taken = await call<ProblemBody>('POST', '/v1/admin/products', { as: 'merchant-1', body });
    expect([taken.status, taken.body.code, taken.body['sku']]).toEqual([409, 'SKU_TAKEN', body.variants[0]!.sku]);
  });
});

describe('categories', () => {
  test('are made, moved, removed', async () => {
    const as = 'operator-1';
    const post = (body: object) =>
      call<{ id: string; path: string; version: number }>('POST', '/v1/admin/categories', { as, body });
    const root = (await post({ slug: 'garden', name: 'Garden 花园' })).body;
    const leaf = (await post({ slug: 'tools', name: 'Tools', parentId: root.id })).body;
    expect(leaf.path).toBe('garden/tools');
    const cycle = await call<ProblemBody>('PATCH', `/v1/admin/categories/${root.id}`, {
      as,
      version: root.version,
      body: { parentId: leaf.id },
    });
    expect([cycle.status, cycle.body['fault']]).toEqual([422, 'cycle']);
    const moved = await call<{ path: string; version: number }>('PATCH', `/v1/admin/categories/${leaf.id}`, {
      as,
      version: leaf.version,
      body: { parentId: null },
    });
    expect(moved.body.path).toBe('tools');
    const tree = await call<{ path: string }[]>('GET', '/v1/categories');
    expect(tree.body.map((category) => category.path)).toEqual(expect.arrayContaining(['garden', 'tools']));
    expect((await call('DELETE', `/v1/admin/categories/${leaf.id}`, { as, version: leaf.version })).status).toBe(412);
    expect((await call('DELETE', `/v1/admin/categories/${leaf.id}`, { as, version: moved.body.version })).status).toBe(
      204,
    );
    expect((await call('DELETE', `/v1/admin/categories/${leaf.id}`, { as, version: moved.body.version })).status).toBe(
      404,
    );
  });
});

describe('browsing', () => {
  test('pages follow their cursor, and a cursor belongs to its sort', async () => {
    for (let i = 0; i < 5; i++) await created('merchant-4', { title: `Paged ${i}` });
    const path = `/v1/products?merchantId=${merchantId(4)}&limit=2&sort=newest`;
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page++) {
      const { body } = await call<ListBody>('GET', path + cursor);
      seen.push(...body.items.map((item) => item.title));
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(['Paged 4', 'Paged 3', 'Paged 2', 'Paged 1', 'Paged 0']);
    const first = await call<ListBody>('GET', path);
    const other = await call<ProblemBody>('GET', `/v1/products?sort=price_asc&cursor=${first.body.nextCursor}`);
    expect([other.status, other.body.code]).toEqual([400, 'INVALID_CURSOR']);
  });

  const cursor = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
  test.each([
    ['limit=0'],
    ['limit=101'],
    ['sort=secret'],
    ['inStock=maybe'],
    ['attribute=colour'],
    ['attribute=:red'],
    ['categoryId=1'],
    ['priceFromMinor=-1'],
    ['priceFromMinor=1.5'],
    ['q='],
    [`q=${'a'.repeat(101)}`],
    ['q=a%00b'],
    ['unknown=1'],
    ['cursor=x'],
    [`cursor=${cursor(['newest', 1e300, merchantId(1)])}`],
    [`cursor=${cursor(['newest', 9e15, merchantId(1)])}`],
    [`cursor=${cursor(['newest', '1', merchantId(1)])}`],
    [`cursor=${cursor(['newest', 1, 'x'])}`],
    [`cursor=${cursor({})}`],
  ])('%s is a bad request', async (query) => {
    expect((await call('GET', `/v1/products?${query}`)).status).toBe(400);
  });

  test.each([
    ['q=%25'],
    ["q=' OR 1=1 --"],
    ['q=%F0%9F%98%80'],
    ['q=\\\\%25_'],
    [`q=${encodeURIComponent('红'.repeat(100))}`],
    ['attribute=__proto__:x'],
    ['attribute=a:b&attribute=c:d'],
    ['inStock=true&sort=sales'],
    ['priceFromMinor=5&priceToMinor=1'],
    [`cursor=${cursor(['newest', 253402300799999, merchantId(1)])}`],
  ])('%s is a good one', async (query) => {
    expect((await call('GET', `/v1/products?${query}`)).status).toBe(200);
  });
});

describe('pictures', () => {
  test('are SVG that may be kept, and are drawn once per visitor', async () => {
    const product = await created('merchant-1', {
      title: '<script>alert(1)</script>',
      picture: { motif: 'mug', colour: '#c0392b' },
    });
    const answer = await call('GET', product.pictureUrl);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/^<svg .*&lt;script&gt;.*<\/svg>$/);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=604800',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
    const etag = answer.headers.get('etag')!;
    const again = await call('GET', product.pictureUrl, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
  });

  test('one that is not there is a problem, not kept', async () => {
    const answer = await call('GET', `/v1/pictures/${merchantId(9)}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
      'no-store',
    ]);
  });
});

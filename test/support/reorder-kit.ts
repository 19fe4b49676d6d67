/** Orders of before and goods that change, for the reorder's tests. */
import { CatalogService, CatalogSnapshot, type MessageField, type ProductKind, type VariantEdit } from '#libs/catalog';
import { OrderService } from '#libs/order';
import { statementCounts, uuid7 } from '#libs/platform';
import type { Shop } from './shop.js';

/** An order as if it had been placed before, of goods that orders do not take today. */
export async function pastOrder(
  shop: Shop,
  customerId: string,
  lines: readonly {
    readonly variantId: string;
    readonly sku: string;
    readonly quantity: number;
    readonly kind?: ProductKind;
  }[],
): Promise<string> {
  const id = uuid7();
  const total = lines.reduce((sum, { quantity }) => sum + quantity * 1_000, 0);
  const money = {
    listMinor: total,
    discountMinor: 0,
    pointsMinor: 0,
    shippingMinor: 0,
    totalMinor: total,
    creditMinor: 0,
    dueMinor: total,
  };
  const { merchantId } = shop.merchants[0]!;
  await shop.database.transaction((tx) =>
    shop.get(OrderService).write(tx, [
      {
        id,
        customerId,
        currency: 'USD',
        points: 0,
        payBy: new Date(Date.now() + 3_600_000),
        reference: null,
        address: null,
        ...money,
        subOrders: [
          {
            number: 1,
            merchantId,
            merchantName: 'M',
            warehouseId: null,
            goodsType: 'self_operated',
            state: 'awaiting_payment',
            ...money,
          },
        ],
        lines: lines.map(({ variantId, sku, quantity, kind }, i) => ({
          position: i + 1,
          subOrder: 1,
          variantId,
          sku,
          title: sku,
          kind: kind ?? 'physical',
          quantity,
          unitMinor: 1_000,
          listMinor: quantity * 1_000,
          soldMinor: quantity * 1_000,
          discountMinor: 0,
          pointsMinor: 0,
          payableMinor: quantity * 1_000,
          messages: null,
          giftOf: null,
        })),
      },
    ]),
  );
  return id;
}

/** Changes a variant, and makes sure it is seen. */
export async function edit(shop: Shop, variantId: string, change: VariantEdit): Promise<void> {
  const [row] = await shop.database.query<{ version: number }>('SELECT version FROM catalog.variant WHERE id = $1', [
    variantId,
  ]);
  const which = { id: variantId, version: row!.version, author: null };
  const { kind } = await shop.database.transaction((tx) => shop.get(CatalogService).editVariant(tx, which, change));
  expect(kind).toBe('written');
  await shop.get(CatalogSnapshot).refresh();
}

/** Asks for a message with the goods from now on. */
export async function askFor(shop: Shop, variantId: string, field: MessageField): Promise<void> {
  const [row] = await shop.database.query<{ id: string; version: number }>(
    'SELECT p.id, p.version FROM catalog.product AS p JOIN catalog.variant AS v ON v.product_id = p.id WHERE v.id = $1',
    [variantId],
  );
  const which = { ...row!, author: null };
  const { kind } = await shop.database.transaction((tx) =>
    shop.get(CatalogService).editProduct(tx, which, { messageFields: [field] }),
  );
  expect(kind).toBe('written');
  await shop.get(CatalogSnapshot).refresh();
}

/** Sent every so often whatever is done. */
const LOOKS: ReadonlySet<string> = new Set(['platform.snapshot_versions', 'loyalty.load_tiers']);

/** What an act sends, by name; the catalog, the offers and the tiers look for changes by themselves. */
export async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const before = new Map(statementCounts);
  await act();
  return [...statementCounts]
    .filter(([name]) => !name.startsWith('catalog.') && !LOOKS.has(name))
    .flatMap(([name, count]) => Array.from({ length: count - (before.get(name) ?? 0) }, () => name))
    .sort();
}

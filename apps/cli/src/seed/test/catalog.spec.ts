import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CatalogModule, CatalogService, CatalogSnapshot, CategoryService, PICTURE_MOTIFS } from '#libs/catalog';
import { MerchantModule, MerchantService } from '#libs/merchant';
import { CartwrightConfig, isUuid, PlatformModule } from '#libs/platform';
import { openTestDatabase } from '#libs/platform/testing';
import { demoColours, demoProducts } from '../catalog-goods.js';
import { seedCatalog } from '../catalog.js';

@Module({})
class SourceModule {
  static of(source: DataSource): DynamicModule {
    const providers = [{ provide: DataSource, useValue: source }];
    return { module: SourceModule, global: true, providers, exports: [DataSource] };
  }
}

test('the demo shop is whole, and writing it again changes nothing', async () => {
  const opened = await openTestDatabase();
  const config = CartwrightConfig.of({ environment: 'test', logLevel: 'silent' });
  const imports = [SourceModule.of(opened.source), PlatformModule.forRoot(config), MerchantModule, CatalogModule];
  const app = await NestFactory.createApplicationContext({ module: class SeedRoot {}, imports }, { logger: false });
  const services = {
    merchants: app.get(MerchantService),
    categories: app.get(CategoryService),
    catalog: app.get(CatalogService),
  };
  const seed = () => opened.database.transaction((tx) => seedCatalog(tx, services));

  const first = await seed();
  expect(first.merchants).toHaveLength(5);
  expect(first.products).toBeGreaterThanOrEqual(45);
  expect(
    first.variants.every(({ variantId, productId, merchantId }) => [variantId, productId, merchantId].every(isUuid)),
  ).toBe(true);
  const warehouses = await services.merchants.warehouses(first.merchants.map((merchant) => merchant.merchantId));
  expect([...warehouses.values()].map((own) => own.length).sort()).toEqual([1, 1, 1, 1, 2]);
  const pen = first.variants.find((variant) => variant.sku === 'FOUNTAIN-PEN-BLUE')!;
  const sold = await app.get(CatalogSnapshot).variantsBySku([pen.sku]);
  expect(sold.get(pen.sku)).toMatchObject({ messageFields: [{ key: 'engraving', required: true }], onShelf: true });
  const moments = new Set(demoProducts.map((product) => product.takesStockAt ?? 'order'));
  const kinds = new Set(demoProducts.map((product) => product.kind ?? 'physical'));
  expect([[...moments].sort(), [...kinds].sort()]).toEqual([
    ['cart', 'order', 'payment'],
    ['group_buy', 'physical', 'subscription', 'virtual'],
  ]);

  const rows = () =>
    opened.database.query(
      `SELECT (SELECT sum(version) FROM catalog.variant) AS v, (SELECT sum(version) FROM catalog.product) AS p,
              (SELECT sum(version) FROM merchant.merchant) AS m, (SELECT sum(version) FROM merchant.warehouse) AS w,
              (SELECT sum(version) FROM catalog.category) AS c, (SELECT count(*) FROM catalog.picture) AS pictures`,
    );
  const before = await rows();
  expect(await seed()).toEqual(first);
  expect(await rows()).toEqual(before);
  await app.close();
  await opened.close();
});

test.each(demoProducts.map((product) => [product.key, product] as const))('%s can be drawn', (_, product) => {
  expect(PICTURE_MOTIFS).toContain(product.motif);
  for (const colour of product.colours ?? []) expect(demoColours).toHaveProperty(colour);
});

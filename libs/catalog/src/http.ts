/** Catalog's door for apps/api: its controllers. Whoever opens it provides `AvailabilityReader`, from a global module. */
import { Module } from '@nestjs/common';
import { CatalogBrowser } from './catalog-browser.js';
import { CatalogModule } from './catalog.module.js';
import { CategoriesAdminController } from './http/categories-admin.controller.js';
import { ProductsAdminController } from './http/products-admin.controller.js';
import { ProductsController } from './http/products.controller.js';

@Module({
  imports: [CatalogModule],
  providers: [CatalogBrowser],
  controllers: [ProductsController, ProductsAdminController, CategoriesAdminController],
  exports: [CatalogBrowser],
})
export class CatalogHttpModule {}

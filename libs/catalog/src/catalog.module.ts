import { Module } from '@nestjs/common';
import { CatalogService } from './catalog.service.js';
import { CatalogSettings } from './catalog.settings.js';
import { CatalogSnapshot } from './catalog-snapshot.js';
import { CatalogVersion } from './catalog-version.js';
import { CategoryService } from './category.service.js';
import { ProductWriter } from './product-writer.js';

@Module({
  providers: [
    CatalogService,
    CategoryService,
    CatalogSnapshot,
    CatalogVersion,
    ProductWriter,
    { provide: CatalogSettings, useFactory: () => new CatalogSettings() },
  ],
  exports: [CatalogService, CategoryService, CatalogSnapshot, CatalogSettings],
})
export class CatalogModule {}

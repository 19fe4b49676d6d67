/** Catalog's migrations, in order; opened by the cli only. */
import { CatalogCreate1763700000300 } from './db/1763700000300-create.js';
import { CatalogVersion1763700000301 } from './db/1763700000301-version.js';
import { CatalogSearchTerms1763700000302 } from './db/1763700000302-search-terms.js';

export const catalogMigrations = [
  CatalogCreate1763700000300,
  CatalogVersion1763700000301,
  CatalogSearchTerms1763700000302,
];

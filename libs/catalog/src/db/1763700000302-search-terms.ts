/** Why: one index for words and filters, whose finds need no look at the row; the trigram index read thousands of rows to refuse most (ADR 0013). */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { plainArray, textArray } from '#libs/platform';
import { listingOf, type ListedGoods } from '../listing.rules.js';

/** Products brought in line at once. */
const BATCH = 1_000;

export class CatalogSearchTerms1763700000302 implements MigrationInterface {
  readonly name = 'CatalogSearchTerms1763700000302';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX catalog.product_search_words_idx, catalog.product_search_text_idx`);
    // A long row puts its description beside the table: what a search compares stays in it.
    await runner.query(`
      ALTER TABLE catalog.product
        DROP COLUMN search_words,
        ADD COLUMN search_terms tsvector NOT NULL DEFAULT '',
        ALTER COLUMN search_terms SET STORAGE MAIN,
        ALTER COLUMN search_text SET STORAGE MAIN`);
    await fillTerms(runner);
    await runner.query(`CREATE INDEX product_search_terms_idx ON catalog.product USING gin (search_terms)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX catalog.product_search_terms_idx`);
    await runner.query(`
      ALTER TABLE catalog.product
        DROP COLUMN search_terms,
        ADD COLUMN search_words tsvector NOT NULL DEFAULT '',
        ALTER COLUMN search_text SET STORAGE EXTENDED`);
    // Words of titles and descriptions; those of skus and attributes join them with the next change.
    await runner.query(`UPDATE catalog.product SET search_words = to_tsvector('english', title || ' ' || description)`);
    await runner.query(`CREATE INDEX product_search_words_idx ON catalog.product USING gin (search_words)`);
    await runner.query(`CREATE INDEX product_search_text_idx ON catalog.product USING gin (search_text gin_trgm_ops)`);
  }
}

/** With SQL of its own: what the service's statements read may have grown since. */
async function fillTerms(runner: QueryRunner): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const products: (ListedGoods & { id: string })[] = await runner.query(
      `SELECT p.id, p.merchant_id AS "merchantId", p.title, p.description, p.category_ids AS "categoryIds",
         coalesce((
           SELECT json_agg(json_build_object(
             'sku', v.sku, 'attributes', v.attributes, 'priceMinor', v.price_minor, 'shelf', v.shelf))
           FROM catalog.variant v WHERE v.product_id = p.id), '[]') AS variants
       FROM catalog.product p WHERE p.id > $1 ORDER BY p.id LIMIT ${BATCH}`,
      [after],
    );
    if (products.length === 0) return;
    after = products.at(-1)!.id;
    const listings = products.map(listingOf);
    await runner.query(
      `UPDATE catalog.product AS p
       SET search_text = i.search_text,
           search_terms = strip(to_tsvector('english', i.words)) || array_to_tsvector(i.lexemes::text[])
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS i (id, search_text, words, lexemes)
       WHERE p.id = i.id`,
      [
        plainArray(products.map(({ id }) => id)),
        textArray(listings.map(({ text }) => text)),
        textArray(listings.map(({ words }) => words)),
        textArray(listings.map(({ lexemes }) => textArray(lexemes))),
      ],
    );
  }
}

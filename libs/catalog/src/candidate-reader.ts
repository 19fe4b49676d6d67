/** Finds which products a list shows. Lists without a filter, the most of all, differ in where they begin: those of one moment are one statement. */
import { Batcher, Database, plainArray, timeArray, type Statement } from '#libs/platform';
import type { ProductKey, ProductSort } from './browse.types.js';
import { CatalogSettings } from './catalog.settings.js';
import {
  browseQuery,
  estimatedRows,
  openListQuery,
  searchEstimate,
  type BrowseRequest,
  type BrowseWay,
  type CandidateRow,
  type PlanRow,
} from './db/browse.query.js';
import { lexemesOfFilter } from './listing.rules.js';

const READS_QUEUE_MAX = 10_000;

interface OpenList {
  readonly after: ProductKey;
  readonly suspendedMerchantIds: readonly string[];
}

export class CandidateReader {
  /** By sort and rows wanted. */
  private readonly openLists = new Map<string, Batcher<OpenList, readonly CandidateRow[]>>();
  private readonly shapes = new Map<string, Statement<CandidateRow>>();

  constructor(
    private readonly database: Database,
    private readonly settings: CatalogSettings,
  ) {}

  /** At most `request.limit` rows; fewer only where there are no more. */
  async read(request: BrowseRequest): Promise<readonly CandidateRow[]> {
    const rows = await this.rowsOf(request);
    return rows.length > request.limit ? rows.slice(0, request.limit) : rows;
  }

  private rowsOf(request: BrowseRequest): Promise<readonly CandidateRow[]> {
    const { after, filter, sort, suspendedMerchantIds, limit } = request;
    // A range of prices that is none, a list of categories that is empty.
    if (lexemesOfFilter(filter).some((alternatives) => alternatives.length === 0)) return Promise.resolve([]);
    if (request.terms.length > 0 || speaksOfVariants(filter)) return this.searched(request);
    if (after !== undefined && isOpen(filter))
      return this.openList(sort, limit).submit({ after, suspendedMerchantIds });
    const { text, values } = browseQuery(request, 'ordered');
    return this.database.run(this.shapeOf(text), values);
  }

  /** A search is planned for what it looks for: along the order where that is frequent, from the index where it is rare. */
  private async searched(request: BrowseRequest): Promise<readonly CandidateRow[]> {
    const walk = walkOf(await this.estimated(request), request.limit);
    if (walk !== undefined) {
      const rows = await this.queried(request, { walk });
      if (rows.length >= request.limit) return rows;
    }
    return this.queried(request, 'gather');
  }

  private async estimated(request: BrowseRequest): Promise<{ found: number; products: number }> {
    const { text, values } = searchEstimate(request);
    const [row] = await this.database.query<PlanRow>(text, values);
    return estimatedRows(row!);
  }

  private queried(request: BrowseRequest, way: BrowseWay): Promise<readonly CandidateRow[]> {
    const { text, values } = browseQuery(request, way);
    return this.database.query<CandidateRow>(text, values);
  }

  private openList(sort: ProductSort, limit: number): Batcher<OpenList, readonly CandidateRow[]> {
    const { name, ...query } = openListQuery(sort, limit);
    let lists = this.openLists.get(name);
    if (lists === undefined) {
      lists = new Batcher({
        name,
        batchSizeMax: this.settings.readsBatchMax,
        lanes: this.settings.readsLanes,
        queueLengthMax: READS_QUEUE_MAX,
        isShared: () => true,
        run: (asked) => this.readOpenLists({ name, ...query }, sort, asked),
      });
      this.openLists.set(name, lists);
    }
    return lists;
  }

  private async readOpenLists(
    statement: Statement<{ page: string | null; readAtMs: number }>,
    sort: ProductSort,
    asked: readonly OpenList[],
  ): Promise<readonly (readonly CandidateRow[])[]> {
    const values = asked.map(({ after }) => after.value);
    const rows = await this.database.run(statement, [
      sort === 'newest' ? timeArray(values.map((ms) => new Date(ms))) : plainArray(values),
      plainArray(asked.map(({ after }) => after.productId)),
      // Whoever asked last knew the most of who is suspended.
      plainArray(asked.at(-1)!.suspendedMerchantIds),
      this.database.clockOffsetMs,
    ]);
    return rows.map(({ page, readAtMs }) => candidatesOf(page, readAtMs));
  }

  /** The prepared statement of a list's shape. Shapes are made of conditions, of which there are a few dozen combinations. */
  private shapeOf(text: string): Statement<CandidateRow> {
    let shape = this.shapes.get(text);
    if (shape === undefined) this.shapes.set(text, (shape = { name: `catalog.browse_${this.shapes.size}`, text }));
    return shape;
  }
}

/**
 * How far to walk along the order for a page of what is `found` in so many products; undefined when it is less work to gather. A page
 * lies `limit × products / found` far on average; where that is as many as `found` itself, both are the same work. Estimates are
 * often twice too high (a word's beginning and its stem are taken for two words) and goods of a kind lie together, so a walk goes four
 * times as far before it gives up, and in any case half as far as gathering would be work.
 */
function walkOf({ found, products }: { found: number; products: number }, limit: number): number | undefined {
  const distance = (limit * products) / Math.max(1, found);
  return distance < found ? Math.ceil(Math.max(4 * distance, found / 2)) : undefined;
}

/** True when nothing but who may sell narrows the list. */
function isOpen(filter: BrowseRequest['filter']): boolean {
  return Object.entries(filter).every(([name, value]) => value === undefined || name === 'inStock');
}

/** True when a variant must fit: such products may be rare, as those with a word, and lie anywhere in the order. */
function speaksOfVariants({ attributes, priceFromMinor, priceToMinor }: BrowseRequest['filter']): boolean {
  return attributes !== undefined || priceFromMinor !== undefined || priceToMinor !== undefined;
}

/** From `id,sales,sort value;…`: a page is one value of one row, since twenty rows cost twenty times as much to receive. */
function candidatesOf(page: string | null, readAtMs: number): readonly CandidateRow[] {
  if (page === null) return [];
  return page.split(';').map((row) => {
    const [id, sales, sortValue] = row.split(',');
    return { id: id!, salesCount: Number(sales), sortValue: Number(sortValue), variantIds: null, readAtMs };
  });
}

import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartwrightConfig, Database, Idempotency, uuid7, type Answer, type Tx } from '#libs/platform';
import {
  Access,
  Caller,
  created,
  IfMatch,
  momentCursor,
  onlyMerchantOf,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  PageQuery,
  platformProblems,
  staleVersion,
  validationFailed,
  VERSION_PROBLEMS,
  Versioned,
  versioned,
  type Page,
  type Principal,
  numberCursor,
} from '#libs/platform/http';
import { CatalogService, type WriteOutcome } from '../catalog.service.js';
import { catalogProblems } from '../catalog.errors.js';
import type { Product, ProductEdit, UpsertVariant, Variant, VariantEdit } from '../catalog.types.js';
import {
  EditProductDto,
  EditVariantDto,
  NewProductDto,
  NewVariantDto,
  PriceChangeListDto,
  priceChangeDto,
  ProductAdminQuery,
  ProductDto,
  productDto,
  ProductDtoPage,
  variantDto,
  VariantWithCurrencyDto,
} from './admin.dto.js';
import { memberPricesOf, type PictureDto } from './shared.dto.js';

const WRITE_PROBLEMS = ['PRODUCT_INVALID'];
const EDIT_PROBLEMS = [...VERSION_PROBLEMS, ...WRITE_PROBLEMS];

@ApiTags('catalog administration')
@Access('operator', 'admin', 'merchant')
@Controller('v1/admin')
export class ProductsAdminController {
  constructor(
    private readonly database: Database,
    private readonly catalog: CatalogService,
    private readonly idempotency: Idempotency,
    private readonly config: CartwrightConfig,
  ) {}

  @Get('products')
  @Operation({
    id: 'listProductsForAdmin',
    summary: 'Products on and off the shelf, newest first; a merchant account sees its own',
    answer: { status: 200, type: ProductDtoPage },
  })
  async list(@Caller() caller: Principal, @Query() query: ProductAdminQuery): Promise<Page<ProductDto>> {
    const { limit, cursor, shelf } = query;
    const only = onlyMerchantOf(caller);
    if (only !== undefined && query.merchantId !== undefined && query.merchantId !== only)
      return { items: [], nextCursor: null };
    const filter = { shelf, merchantId: only ?? query.merchantId };
    const last = momentCursor(cursor);
    const after = last && { createdAt: last.at, productId: last.id };
    const rows = await this.catalog.listProducts(filter, { limit: limit + 1, after });
    return pageFrom(rows, limit, {
      cursor: (last) => [last.createdAt.getTime(), last.productId],
      item: (product) => productDto(product, this.config.storeCurrency),
    });
  }

  @Post('products')
  @Operation({
    id: 'createProduct',
    summary: 'Add a product with its variants',
    answer: { status: 201, type: ProductDto },
    problems: [...WRITE_PROBLEMS, 'SKU_TAKEN', 'NOT_FOUND'],
    idempotent: 'honoured',
  })
  create(
    @Caller() caller: Principal,
    @Body() body: NewProductDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<ProductDto>> {
    const merchantId = merchantOf(caller, body.merchantId);
    return this.idempotency.once({ principal: caller, key, operation: 'createProduct', body }, async (tx) => {
      const variants: UpsertVariant[] = [];
      for (const variant of body.variants) variants.push(await this.newVariant(tx, variant, body.title));
      const { variants: _, title, ...rest } = body;
      const picture = body.picture ?? { motif: 'box', colour: '#8a8f98' };
      const edit = await this.productEdit(tx, { ...rest, picture }, title);
      const product = { ...edit, title, kind: body.kind, productId: uuid7(), merchantId, variants };
      const row = rowOf(await this.catalog.createProduct(tx, product, { author: caller.id }));
      return created(productDto(row, this.config.storeCurrency));
    });
  }

  @Get('products/:id')
  @Operation({
    id: 'getProductForAdmin',
    summary: 'A product, on or off the shelf',
    answer: { status: 200, type: ProductDto },
  })
  async read(@Caller() caller: Principal, @Param('id') id: string): Promise<Answer<ProductDto>> {
    const product = await this.catalog.findProduct(id, onlyMerchantOf(caller));
    if (product === undefined) throw notThere();
    return versioned(productDto(product, this.config.storeCurrency));
  }

  @Versioned()
  @Patch('products/:id')
  @Operation({
    id: 'editProduct',
    summary: 'Change a product',
    answer: { status: 200, type: ProductDto },
    problems: EDIT_PROBLEMS,
  })
  async edit(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: EditProductDto,
  ): Promise<Answer<ProductDto>> {
    const change = async (tx: Tx): Promise<Product> => {
      const edit = await this.productEdit(tx, body, body.title ?? 'Product');
      // A refusal must throw in here: the catalog's version is raised already, and goes back with the transaction.
      return rowOf(await this.catalog.editProduct(tx, { id, version, ...by(caller) }, edit));
    };
    const row = await this.database.transaction(change, { by: caller });
    return versioned(productDto(row, this.config.storeCurrency));
  }

  @Post('products/:id/variants')
  @Operation({
    id: 'addVariant',
    summary: 'Add a variant to a product',
    answer: { status: 201, type: VariantWithCurrencyDto },
    problems: [...WRITE_PROBLEMS, 'SKU_TAKEN'],
    idempotent: 'honoured',
  })
  addVariant(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: NewVariantDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<VariantWithCurrencyDto>> {
    const call = { principal: caller, key, operation: 'addVariant', body: { id, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const variant = await this.newVariant(tx, body, body.sku);
      const row = rowOf(await this.catalog.addVariant(tx, { id, ...by(caller) }, variant));
      return created({ ...variantDto(row), currency: this.config.storeCurrency });
    });
  }

  @Versioned()
  @Patch('variants/:id')
  @Operation({
    id: 'editVariant',
    summary: 'Change a variant: its price, shelf, limits; its sku stays',
    answer: { status: 200, type: VariantWithCurrencyDto },
    problems: EDIT_PROBLEMS,
  })
  async editVariant(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: EditVariantDto,
  ): Promise<Answer<VariantWithCurrencyDto>> {
    const change = async (tx: Tx): Promise<Variant> => {
      const edit = await this.variantEdit(tx, body, 'Variant');
      return rowOf(await this.catalog.editVariant(tx, { id, version, ...by(caller) }, edit));
    };
    const row = await this.database.transaction(change, { by: caller });
    return versioned({ ...variantDto(row), currency: this.config.storeCurrency });
  }

  @Get('variants/:id/prices')
  @Operation({
    id: 'listPrices',
    summary: "A variant's price history, newest first",
    answer: { status: 200, type: PriceChangeListDto },
  })
  async prices(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<PriceChangeListDto> {
    const { limit, cursor } = query;
    const page = { limit: limit + 1, beforeId: numberCursor(cursor) };
    const rows = await this.catalog.priceHistory(id, page, onlyMerchantOf(caller));
    if (rows === undefined) throw notThere();
    const { items, nextCursor } = pageFrom(rows, limit, { cursor: (last) => [last.id], item: priceChangeDto });
    return { items: [...items], nextCursor, currency: this.config.storeCurrency };
  }

  private async newVariant(tx: Tx, { sku, priceMinor, ...rest }: NewVariantDto, label: string): Promise<UpsertVariant> {
    return { ...(await this.variantEdit(tx, rest, label)), variantId: uuid7(), sku, priceMinor };
  }

  private async variantEdit(
    tx: Tx,
    { memberPrices, picture, ...rest }: EditVariantDto,
    label: string,
  ): Promise<VariantEdit> {
    return {
      ...rest,
      ...(memberPrices && { memberPricesMinor: memberPricesOf(memberPrices) }),
      ...(picture && { pictureId: await this.draw(tx, picture, label) }),
    };
  }

  private async productEdit(
    tx: Tx,
    { onShelfAt, picture, ...rest }: EditProductDto,
    label: string,
  ): Promise<ProductEdit> {
    return {
      ...rest,
      ...(onShelfAt !== undefined && { onShelfAt: onShelfAt === null ? null : new Date(onShelfAt) }),
      ...(picture && { pictureId: await this.draw(tx, picture, label) }),
    };
  }

  private async draw(tx: Tx, picture: PictureDto, label: string): Promise<string> {
    const pictureId = uuid7();
    await this.catalog.addPictures(tx, [{ pictureId, ...picture, label }]);
    return pictureId;
  }
}

function by(caller: Principal): { author: string; onlyMerchantId?: string } {
  const onlyMerchantId = onlyMerchantOf(caller);
  return { author: caller.id, ...(onlyMerchantId !== undefined && { onlyMerchantId }) };
}

/** Whose product is created. @throws Problem 400, 404 */
function merchantOf(caller: Principal, given: string | undefined): string {
  const only = onlyMerchantOf(caller);
  const merchantId = given ?? only;
  if (merchantId === undefined)
    throw validationFailed([{ path: 'merchantId', message: 'is required', code: 'required' }]);
  if (only !== undefined && merchantId !== only) throw notThere();
  return merchantId;
}

function notThere(): Error {
  return platformProblems.NOT_FOUND('there is no such merchant, product or variant');
}

function rowOf<Row>(outcome: WriteOutcome<Row>): Row {
  switch (outcome.kind) {
    case 'written':
      return outcome.row;
    case 'unknown':
      throw notThere();
    case 'stale':
      throw staleVersion(outcome.version);
    case 'taken':
      throw catalogProblems.SKU_TAKEN(`${outcome.what} is in use`, { sku: outcome.what });
    case 'invalid':
      throw catalogProblems.PRODUCT_INVALID(outcome.problems[0]!, { problems: outcome.problems });
  }
}

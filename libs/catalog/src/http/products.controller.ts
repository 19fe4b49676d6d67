import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answer, CartwrightConfig, isUuid } from '#libs/platform';
import {
  Access,
  Caller,
  decodeCursor,
  encodeCursor,
  invalidCursor,
  Operation,
  platformProblems,
  Public,
  validationFailed,
  type Principal,
} from '#libs/platform/http';
import type { ProductKey, ProductSort } from '../browse.types.js';
import { CatalogBrowser } from '../catalog-browser.js';
import { CatalogService } from '../catalog.service.js';
import { CategoryService } from '../category.service.js';
import { drawPicture, DRAWING_VERSION } from '../picture.rules.js';
import {
  CategoryDto,
  categoryDto,
  ProductListDto,
  ProductPageDto,
  productPageDto,
  ProductQuery,
} from './browse.dto.js';
import { productListBytes } from './product-list.bytes.js';

/** Year 9999, the last that a time in an answer may show. */
const TIME_MS_MAX = 253_402_300_799_999;

/** A picture's words never change, so it may be kept; `sandbox` for whoever opens it as a page. */
const PICTURE_HEADERS = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'cache-control': 'public, max-age=604800',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
};

@ApiTags('catalog')
@Public()
@Controller('v1')
export class ProductsController {
  constructor(
    private readonly browser: CatalogBrowser,
    private readonly catalog: CatalogService,
    private readonly categories: CategoryService,
    private readonly config: CartwrightConfig,
  ) {}

  @Get('products')
  @Operation({
    id: 'listProducts',
    summary: 'What is on the shelf: filtered, sorted, searched',
    description: 'Filters add up. Price and attributes must be met by one variant of the product.',
    answer: { status: 200, type: ProductListDto },
  })
  async list(@Query() query: ProductQuery): Promise<Answer<ProductListDto>> {
    const { limit, sort, q, attribute, cursor, ...filter } = query;
    const attributes = attribute === undefined ? undefined : attributesOf(attribute);
    const after = cursor === undefined ? undefined : keyOf(cursor, sort);
    const found = await this.browser.list({ ...filter, attributes, query: q }, { sort, limit, after });
    const { next } = found;
    const nextCursor = next === null ? null : encodeCursor([sort, next.value, next.productId]);
    return Answer.ofBytes(200, productListBytes(found, { nextCursor, currency: this.config.storeCurrency }));
  }

  @Get('products/:id')
  @Operation({
    id: 'getProduct',
    summary: 'The product page: variants, prices and what can be had now',
    answer: { status: 200, type: ProductPageDto },
  })
  async page(@Param('id') id: string): Promise<ProductPageDto> {
    const page = await this.browser.page(id);
    if (page === undefined) throw platformProblems.NOT_FOUND('there is no such product on the shelf');
    return productPageDto(page, this.config.storeCurrency);
  }

  @Get('me/products/:id')
  @Access('customer')
  @Operation({
    id: 'getProductForMe',
    summary: 'The product page as it is for you: what is open early to you is on the shelf',
    answer: { status: 200, type: ProductPageDto },
  })
  async pageForMe(@Caller() caller: Principal, @Param('id') id: string): Promise<ProductPageDto> {
    const page = await this.browser.pageFor(caller.id, id);
    if (page === undefined) throw platformProblems.NOT_FOUND('there is no such product on the shelf');
    return productPageDto(page, this.config.storeCurrency);
  }

  @Get('categories')
  @Operation({
    id: 'listCategories',
    summary: 'The category tree, parents before children',
    answer: { status: 200, type: CategoryDto, list: true },
  })
  async tree(): Promise<CategoryDto[]> {
    return (await this.categories.list()).map(categoryDto);
  }

  @Get('pictures/:id')
  @ApiResponse({ status: 304, description: 'If-None-Match names the ETag' })
  @Operation({
    id: 'getPicture',
    summary: 'A picture, drawn as SVG',
    answer: { status: 200, contentType: 'image/svg+xml' },
  })
  async picture(
    @Param('id') id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const words = await this.catalog.findPicture(id);
    if (words === undefined) throw platformProblems.NOT_FOUND('there is no such picture');
    const etag = `"${id}-${DRAWING_VERSION}"`;
    void reply.headers({ ...PICTURE_HEADERS, etag });
    if (known !== etag) return drawPicture(words);
    void reply.code(304);
    return '';
  }
}

/** `colour:red` as a pair. @throws Problem 400 VALIDATION_FAILED */
function attributesOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair, index) => {
      const colon = pair.indexOf(':');
      if (colon < 1 || colon === pair.length - 1) {
        throw validationFailed([
          { path: `query.attribute[${index}]`, message: 'must be like colour:red', code: 'wrong_form' },
        ]);
      }
      return [pair.slice(0, colon), pair.slice(colon + 1)];
    }),
  );
}

/** The key a cursor of this sort carries. @throws Problem 400 INVALID_CURSOR */
function keyOf(cursor: string, sort: ProductSort): ProductKey {
  const [of, value, productId] = decodeCursor(cursor, 3);
  const isValue = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (of !== sort || !isValue || !isUuid(productId)) throw invalidCursor();
  if (sort === 'newest' && value > TIME_MS_MAX) throw invalidCursor();
  return { value, productId };
}

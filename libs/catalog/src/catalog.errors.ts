/** Catalog's problems, by stable code. */
import { defineProblems } from '#libs/platform';

export const catalogProblems = defineProblems({
  PRODUCT_INVALID: {
    status: 422,
    title: 'The catalog cannot take this',
    example: { problems: ['engraving: a label has 1 to 80 characters'] },
  },
  SKU_TAKEN: { status: 409, title: 'Another variant has this sku', example: { sku: 'MUG-RED' } },
  CATEGORY_INVALID: {
    status: 422,
    title: 'The category tree cannot be like this',
    example: { fault: 'cycle' },
  },
  CATEGORY_IN_USE: { status: 409, title: 'The category has children or products' },
});

/** Refusals of stock keeping, by stable code. */
import { defineProblems } from '#libs/platform';

export const inventoryProblems = defineProblems({
  STOCK_BELOW_RESERVED: {
    status: 422,
    title: 'Less on hand than is reserved',
    example: {
      lines: [
        {
          variantId: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b',
          warehouseId: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7c',
          available: 2,
        },
      ],
    },
  },
});

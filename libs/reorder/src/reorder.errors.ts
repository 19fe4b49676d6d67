/** Refusals of reordering, by stable code. */
import { defineProblems } from '#libs/platform';

const OFF_SHELF = {
  sku: 'MUG-RED',
  variantId: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b',
  title: 'Enamel mug',
  messages: {},
  outcome: 'off_shelf',
  requested: 2,
  added: 0,
  quantity: 0,
  atMost: null,
  boundBy: null,
  faults: [],
  priceThen: 1999,
  priceNow: null,
  priceChange: null,
};

export const reorderProblems = defineProblems({
  ORDER_NOT_FOUND: { status: 404, title: 'No such order' },
  NOTHING_TO_REORDER: {
    status: 422,
    title: 'None of the lines could be put into the cart',
    example: { lines: [OFF_SHELF] },
  },
});

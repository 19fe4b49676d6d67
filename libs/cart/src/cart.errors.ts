/** The cart's refusals as problems. The acts answer data; only the controller throws these. */
import { defineProblems } from '#libs/platform';

const LEFT_OUT = { sku: 'MUG-BLUE', outcome: 'out_of_stock', lineId: null, requested: 2, quantity: 0 };

export const cartProblems = defineProblems({
  LINE_NOT_FOUND: { status: 404, title: 'There is no such line in this cart' },
  LINE_CHANGED: { status: 409, title: 'The line was changed meanwhile' },
  NOTHING_ADDED: {
    status: 422,
    title: 'None of the lines could be put into the cart',
    example: {
      lines: [LEFT_OUT],
      notices: [{ code: 'OUT_OF_STOCK', text: 'sold out', lineId: null, sku: 'MUG-BLUE', atMost: null }],
    },
  },
  LINE_OUT_OF_STOCK: { status: 422, title: 'It is sold out' },
  LINE_OFF_SHELF: { status: 422, title: 'It is no longer sold' },
  LINE_MESSAGE_INVALID: {
    status: 422,
    title: 'The messages do not fit the article',
    example: { faults: ['engraving is longer than 20 characters'] },
  },
  OFFER_NOT_RUNNING: { status: 404, title: 'There is no such basket offer running' },
  LINE_UNKNOWN_SKU: { status: 422, title: 'There is no such article' },
});

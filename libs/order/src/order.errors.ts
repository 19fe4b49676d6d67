/** Refusals of reading orders, by stable code. */
import { defineProblems } from '#libs/platform';

export const orderReadProblems = defineProblems({
  ORDER_NOT_FOUND: { status: 404, title: 'No such order' },
});

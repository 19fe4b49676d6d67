/** Who calls, in the cart's words. */
import type { Principal } from '#libs/platform/http';
import { cartProblems } from '../cart.errors.js';
import type { CartOwner } from '../cart.types.js';

export function ownerOf(caller: Principal): CartOwner {
  return { id: caller.id, kind: caller.role === 'guest' ? 'guest' : 'customer' };
}

export function lineNotFound(): ReturnType<typeof cartProblems.LINE_NOT_FOUND> {
  return cartProblems.LINE_NOT_FOUND('it was removed, bought, or has lapsed, or was never in this cart');
}

/** Reorder's door: an order's lines put into the cart again. */
export { ReorderModule } from './reorder.module.js';
export { ReorderService } from './reorder.service.js';

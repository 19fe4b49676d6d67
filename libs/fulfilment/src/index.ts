/** Fulfilment's door: what is to be shipped. A leaf. */
export { FulfilmentModule } from './fulfilment.module.js';
export { FulfilmentService, type ShippingWork } from './fulfilment.service.js';

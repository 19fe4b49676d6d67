/** The sections of the bench, in the order they run. A later issue adds its own: one file, one line here. */
import type { BenchSection } from './section.js';
import { cartSection } from './sections/cart.js';
import { catalogSection } from './sections/catalog.js';
import { ordersSection } from './sections/orders.js';
import { pricingSection } from './sections/pricing.js';
import { referenceSection } from './sections/reference.js';

/** All of them. */
export const benchSections: readonly BenchSection[] = [
  ordersSection,
  catalogSection,
  pricingSection,
  cartSection,
  referenceSection,
];

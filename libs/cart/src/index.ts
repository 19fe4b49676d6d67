/** The cart's door: what a customer or guest means to buy. It knows catalog and inventory. */
export { CartModule } from './cart.module.js';
export { CartService } from './cart.service.js';
export { CartAgain } from './cart.again.js';
export { AGAIN_OUTCOMES, type AgainLine, type AgainOutcome, type AgainOutcomeKind } from './again.rules.js';
export type { PreparedAgain } from './again.rules.js';
export { CartMerger } from './cart.merger.js';
export { CartReminders, ReminderSink, type Reminder } from './cart.reminders.js';
export { CartSettings } from './cart.settings.js';
export { SellerDirectory, type Seller } from './cart.goods.js';
export { ProductLister } from './top-up.service.js';
export { LINE_LAPSED_TOPIC } from './cart.editor.js';
export type { PreparedLine } from './add.rules.js';
export {
  ADD_OUTCOMES,
  type AddOutcome,
  type AddOutcomeKind,
  type CartMergeReport,
  type CartOwner,
  type MergedLine,
  type Messages,
  type QuantityBound,
  type SelectedLine,
  type TakenHold,
  type TakeOut,
  type TakeOutOutcome,
  type WantedLine,
} from './cart.types.js';
export { MemberTiers } from './cart.pricing.js';

/** Merchant's door: who sells, on what terms, from which warehouses. A leaf: it knows no other library. */
export { MerchantModule } from './merchant.module.js';
export {
  MerchantService,
  type ApplyOutcome,
  type ApproveOutcome,
  type MerchantVersion,
  type OpenWarehouseOutcome,
} from './merchant.service.js';
export { MerchantSnapshot } from './merchant-snapshot.js';
export { MerchantAccounts, type AppointmentOutcome } from './merchant-accounts.port.js';
export { MerchantSettings } from './merchant.settings.js';
export { merchantTransitions } from './merchant.rules.js';
export {
  GOODS_TYPES,
  MERCHANT_STATES,
  type EditOutcome,
  type GoodsType,
  type Merchant,
  type MerchantApplication,
  type MerchantEdit,
  type MerchantState,
  type MerchantTerms,
  type NewWarehouse,
  type ShippingRule,
  type UpsertMerchant,
  type Warehouse,
  type WarehouseEdit,
} from './merchant.types.js';

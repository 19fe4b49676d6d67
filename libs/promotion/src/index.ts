/** Promotion's door: the price of a basket, the offers and coupons behind it, and their claims. */
export { PromotionModule } from './promotion.module.js';
export { PromotionService, type Reader } from './promotion.service.js';
export { ShelfPrices, StandingDiscounts, type ShelfGoods, type ShelfOffer, type ShelfPrice } from './shelf-prices.js';
export { OfferSnapshot } from './offer-snapshot.js';
export { OfferService, type NewOffer, type OfferOutcome } from './offer.service.js';
export { CouponService, type GrantOutcome, type NewCoupon } from './coupon.service.js';
export { PromotionSettings } from './promotion.settings.js';
export type { ClaimOutcome, ClaimRefusal, ClaimRequest, CouponsOfWish } from './claim.types.js';
export { priceBasket } from './pricing/price-basket.rules.js';
export {
  shareAmong,
  shareLine,
  shareShipping,
  SHIPPING_POLICIES,
  type GroupShare,
  type LineMoney,
  type ShareGroup,
  type ShippingPolicy,
} from './pricing/share-among.rules.js';
export { explainCoupon, explainNextTier, explainNotApplied } from './pricing/explain.rules.js';
export {
  BASKET_MINOR_MAX,
  type BasketInput,
  type BasketLine,
  BasketOutOfRange,
  type Member,
  type OfferUsage,
  type PointsWish,
  PRICING_DEFAULTS,
  type PricingSettings,
  type ShippingRule,
} from './pricing/basket.types.js';
export type * from './pricing/breakdown.types.js';
export { type Coupon, type Gift, type Offer, type OfferRules, offerState, type Scope } from './pricing/offer.types.js';

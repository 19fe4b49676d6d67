/** Loyalty's door: what is earned, tiers, points into credit, and what they are redeemed for. */
export { LoyaltyModule } from './loyalty.module.js';
export { LoyaltySettings } from './loyalty.settings.js';
export { BonusService } from './bonus.service.js';
export { CampaignService } from './campaign.service.js';
export { EarningReader, type LoyaltySummary } from './earning.reader.js';
export { EarningService } from './earning.service.js';
export { PointsService } from './points.service.js';
export { RedemptionService } from './redemption.service.js';
export { CustomerDirectory, ProductDirectory } from './loyalty.ports.js';
export { RewardCatalogue, type NewReward } from './reward-catalogue.service.js';
export { TierService } from './tier.service.js';
export { planRewards } from './earning.rules.js';
export type {
  OrderReward,
  PlannedReward,
  Receipt,
  RefundedGoods,
  RewardBooking,
  RewardReduction,
  Standing,
  Tier,
  TierMove,
} from './loyalty.types.js';

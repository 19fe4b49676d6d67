/** Loyalty's controllers; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { CampaignsController } from './http/campaigns.controller.js';
import { LoyaltyAdminController } from './http/loyalty-admin.controller.js';
import { LoyaltyController } from './http/loyalty.controller.js';
import { RewardsAdminController } from './http/rewards-admin.controller.js';
import { RewardsController } from './http/rewards.controller.js';
import { LoyaltyModule } from './loyalty.module.js';

@Module({
  imports: [LoyaltyModule],
  controllers: [
    LoyaltyController,
    RewardsController,
    LoyaltyAdminController,
    RewardsAdminController,
    CampaignsController,
  ],
})
export class LoyaltyHttpModule {}

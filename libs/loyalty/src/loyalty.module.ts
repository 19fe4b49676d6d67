import { Module } from '@nestjs/common';
import { CartwrightConfig } from '#libs/platform';
import { WalletCreditModule } from '#libs/wallet-credit';
import { BonusService } from './bonus.service.js';
import { CampaignService } from './campaign.service.js';
import { EarningReader } from './earning.reader.js';
import { EarningService } from './earning.service.js';
import { LoyaltySettings } from './loyalty.settings.js';
import { PointsService } from './points.service.js';
import { RedemptionService } from './redemption.service.js';
import { RewardCatalogue } from './reward-catalogue.service.js';
import { TierService } from './tier.service.js';

const services = [
  BonusService,
  CampaignService,
  EarningReader,
  EarningService,
  PointsService,
  RedemptionService,
  RewardCatalogue,
  TierService,
];

@Module({
  imports: [WalletCreditModule],
  providers: [
    ...services,
    {
      provide: LoyaltySettings,
      inject: [CartwrightConfig],
      useFactory: (config: CartwrightConfig) =>
        new LoyaltySettings({
          currency: config.storeCurrency,
          rewardAsset: config.rewardAsset,
          platformShareBps: config.rewardPlatformShareBps,
          maturesDays: config.rewardMaturesDays,
          expiryDays: config.rewardExpiryDays,
          referralBps: config.referralBps,
          reviewPoints: config.reviewPoints,
          clawbackPolicy: config.clawbackPolicy,
          pointsStep: config.pointsStep,
          pointsStepCreditMinor: config.pointsStepCreditMinor,
          pointsConversionMin: config.pointsConversionMin,
          creditToPoints: config.creditToPoints,
          tierWindowDays: config.tierWindowDays,
          refundedLotGraceDays: config.refundedLotGraceDays,
        }),
    },
  ],
  exports: [...services, LoyaltySettings],
})
export class LoyaltyModule {}

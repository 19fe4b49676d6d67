/** Identity, wired: global, because every controller's access rests on it. */
import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CartwrightConfig } from '#libs/platform';
import { Authenticator } from '#libs/platform/http';
import { ApiKeyService } from './api-key.service.js';
import { AccountEntity } from './db/account.entity.js';
import { ApiKeyEntity } from './db/api-key.entity.js';
import { GuestService } from './guest.service.js';
import { IdentityService } from './identity.service.js';
import { IdentitySettings, settingsOf, type IdentityOverrides } from './identity.settings.js';
import { PasswordHasher } from './password.hasher.js';
import { RateLimits } from './rate.limits.js';
import { Revocations } from './revocations.js';
import { SecurityLog } from './security.log.js';
import { SessionAuthenticator } from './session.authenticator.js';
import { SessionService } from './session.service.js';
import { StaffService } from './staff.service.js';
import { StepUpService } from './step-up.service.js';

const SERVICES = [
  ApiKeyService,
  GuestService,
  IdentityService,
  PasswordHasher,
  RateLimits,
  Revocations,
  SecurityLog,
  SessionAuthenticator,
  SessionService,
  StaffService,
  StepUpService,
];

@Module({})
export class IdentityModule {
  /**
   * Needs the platform module, and a `GuestAdopter` from some global module if guests' carts are to be adopted.
   * @param overrides settings that are not to be as the configuration says: tests and load generators raise limits here
   */
  static forRoot(overrides: Partial<IdentityOverrides> = {}): DynamicModule {
    return {
      module: IdentityModule,
      global: true,
      imports: [TypeOrmModule.forFeature([AccountEntity, ApiKeyEntity])],
      providers: [
        ...SERVICES,
        {
          provide: IdentitySettings,
          useFactory: (config: CartwrightConfig) => settingsOf(config, overrides),
          inject: [CartwrightConfig],
        },
        { provide: Authenticator, useExisting: SessionAuthenticator },
      ],
      exports: [...SERVICES, IdentitySettings, Authenticator],
    };
  }
}

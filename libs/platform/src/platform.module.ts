/** What every module can inject: database, outbox, idempotency, configuration, readiness and metrics. Global, made once. */
import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Background } from './background/background.js';
import { CartwrightConfig } from './config/config.js';
import { Database } from './db/database.js';
import { Idempotency } from './http/idempotency.js';
import { Metrics } from './metrics/metrics.js';
import { Readiness } from './metrics/readiness.js';
import { EventFeed } from './outbox/event-feed.js';
import { Outbox } from './outbox/outbox.js';
import { SagaRunner } from './saga/runner.js';

@Module({})
export class PlatformModule {
  /** @param config the settings of this process, injectable as `CartwrightConfig` */
  static forRoot(config: CartwrightConfig): DynamicModule {
    const shared = [Background, Database, EventFeed, Idempotency, Metrics, Outbox, Readiness, SagaRunner];
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: CartwrightConfig, useValue: config },
        { provide: Database, useFactory: (source: DataSource) => new Database(source), inject: [DataSource] },
        Background,
        EventFeed,
        Outbox,
        SagaRunner,
        Idempotency,
        Metrics,
        Readiness,
      ],
      exports: [CartwrightConfig, ...shared],
    };
  }
}

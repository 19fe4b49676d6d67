/** The API process as one module. */
import { Module, type DynamicModule } from '@nestjs/common';
import type { CartwrightConfig } from '#libs/platform';
import { domainModules, httpModules } from './composition.js';

@Module({})
export class AppModule {
  /** @param config the settings of this process; `databaseUrl` must be set */
  static forRoot(config: CartwrightConfig): DynamicModule {
    return { module: AppModule, imports: [...domainModules(config, 'cartwright-api'), ...httpModules] };
  }
}

/** The TypeORM data source of a process: entities by themselves, schema never; migrations run elsewhere, before. */
import { Logger, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfigError, dataSourceOptions, type CartwrightConfig } from '#libs/platform';

/** Connects to `config.databaseUrl`. @throws ConfigError when it is not set */
export function databaseModule(config: CartwrightConfig, applicationName: string): DynamicModule {
  const { databaseUrl: url } = config;
  if (url === undefined)
    throw new ConfigError(['DATABASE_URL must be set here: only `npm start` brings a PostgreSQL of its own']);
  const logger = new Logger('Database');
  return TypeOrmModule.forRootAsync({
    useFactory: () => ({
      ...dataSourceOptions({
        url,
        applicationName,
        connectionsMax: config.databasePoolSize,
        connectMsMax: config.databaseConnectMsMax,
        onPoolError: (error) => logger.warn(`an idle connection died: ${String(error)}`),
      }),
      autoLoadEntities: true,
      // A database that does not answer is one clear sentence at once, not ten attempts later.
      retryAttempts: 0,
    }),
  });
}

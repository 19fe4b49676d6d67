/** The configuration of a real process: `.env` if there is one, the environment, and secrets kept in CARTWRIGHT_HOME. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CartwrightConfig, ConfigError } from './config.js';

/**
 * Reads the configuration. Outside production, unset secrets are made once and kept in `CARTWRIGHT_HOME/secrets`, so that
 * tokens survive a restart and all processes of one home agree. @throws ConfigError naming every problem
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): CartwrightConfig {
  if (environment === process.env && existsSync('.env')) process.loadEnvFile('.env');
  const config = CartwrightConfig.fromEnvironment(environment);
  const secretsPath = join(resolve(config.homePath), 'secrets');
  const secretOf = (variable: string, name: string): string | undefined =>
    environment[variable] || (config.environment === 'production' ? undefined : keptSecret(secretsPath, name));
  return CartwrightConfig.of({
    ...config,
    homePath: resolve(config.homePath),
    auditAnchorFolder: resolve(config.auditAnchorFolder ?? join(config.homePath, 'audit-anchors')),
    tokenSecret: secretOf('TOKEN_SECRET', 'token') ?? config.tokenSecret,
    sandboxWebhookSecret: secretOf('SANDBOX_WEBHOOK_SECRET', 'sandbox-webhook'),
    sandboxApiKey: secretOf('SANDBOX_API_KEY', 'sandbox-api-key'),
  });
}

/** A secret in a file of its own, made on first use. Linking a finished file in makes two first starts at once agree. */
function keptSecret(folder: string, name: string): string {
  const path = join(folder, name);
  try {
    if (!existsSync(path)) {
      // Only the secrets are private: the embedded PostgreSQL may run as another user inside the home.
      mkdirSync(dirname(folder), { recursive: true });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
      try {
        linkSync(draft, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        rmSync(draft, { force: true });
      }
    }
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new ConfigError([`the secret in ${path} cannot be kept: ${(error as Error).message}`]);
  }
}

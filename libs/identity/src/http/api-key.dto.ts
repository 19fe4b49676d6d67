/** What API keys look like over HTTP. */
import { ListOf, pageOf, Text, Time, Uuid } from '#libs/platform/http';
import type { ApiKeyEntity } from '../db/api-key.entity.js';
import { ONE_LINE } from './account.dto.js';

const SCOPES_MAX = 50;

export class NewApiKeyDto {
  @Text({ max: 100, pattern: ONE_LINE, example: 'warehouse scanner' })
  name!: string;

  @ListOf('string', {
    min: 1,
    max: SCOPES_MAX,
    itemMax: 60,
    description: 'What it may do, e.g. stock:write',
    example: ['stock:write'],
  })
  scopes!: string[];

  @Time({ optional: true, description: 'Absent: until it is revoked' })
  expiresAt?: string;
}

export class ApiKeyDto {
  @Uuid()
  id!: string;

  @Text({ max: 100, example: 'warehouse scanner' })
  name!: string;

  @Text({ description: 'How the key begins, to tell keys apart', example: 'cwk_Zk3m0b' })
  keyStart!: string;

  @ListOf('string', { max: SCOPES_MAX, example: ['stock:write'] })
  scopes!: string[];

  @Uuid({ description: 'The administrator who made it' })
  createdBy!: string;

  @Time()
  createdAt!: string;

  @Time({ nullable: true })
  expiresAt!: string | null;

  @Time({ nullable: true, description: 'To the hour' })
  lastUsedAt!: string | null;

  @Time({ nullable: true })
  revokedAt!: string | null;
}

export class CreatedApiKeyDto extends ApiKeyDto {
  @Text({
    nullable: true,
    description: 'Shown this once; null when the request is a repetition. Send as `X-Api-Key`',
    example: 'cwk_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E',
  })
  key!: string | null;
}

export const ApiKeyPage = pageOf(ApiKeyDto);

export function apiKeyDto(row: ApiKeyEntity): ApiKeyDto {
  const { id, name, keyStart, scopes, createdBy } = row;
  return {
    id,
    name,
    keyStart,
    scopes,
    createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

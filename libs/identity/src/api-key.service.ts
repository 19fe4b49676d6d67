/** API keys of service clients: shown once, kept as a hash, revocable at once. */
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database, Idempotency, textArray, uuid7, type Tx } from '#libs/platform';
import { platformProblems } from '#libs/platform/http';
import { ApiKeyEntity } from './db/api-key.entity.js';
import { insertKey, revokeKey } from './db/session.statements.js';
import { identityProblems } from './identity.errors.js';
import { Revocations } from './revocations.js';
import { SecurityLog } from './security.log.js';
import type { Actor } from './staff.service.js';
import { newToken, tokenHash, tokenStart } from './tokens.js';

/** What an administrator says of a new key. */
export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: Date | undefined;
}

/** A key just made; `key` is null when it was made by an earlier request with the same idempotency key. */
export interface CreatedApiKey {
  readonly row: ApiKeyEntity;
  readonly key: string | null;
  readonly replayed: boolean;
}

@Injectable()
export class ApiKeyService {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly revocations: Revocations,
    private readonly log: SecurityLog,
  ) {}

  /**
   * Makes a key; the answer is the only place where it can be read, so a repetition under an idempotency key has `key: null`.
   * @throws Problem 422 EXPIRY_PASSED
   */
  async create(wanted: NewApiKey, by: Actor, idempotencyKey: string | undefined): Promise<CreatedApiKey> {
    const key = newToken('apiKey');
    const answer = await this.idempotency.once(
      { principal: by, key: idempotencyKey, operation: 'createApiKey', body: wanted },
      async (tx) => {
        const { name, scopes, expiresAt = null } = wanted;
        if (expiresAt !== null && expiresAt <= tx.now) throw identityProblems.EXPIRY_PASSED('choose a later expiresAt');
        const id = uuid7();
        const sorted = textArray([...new Set(scopes)].sort());
        await tx.change(insertKey, [id, name, tokenHash(key), tokenStart(key), sorted, by.id, tx.now, expiresAt]);
        return { status: 201, body: { id } };
      },
    );
    const { id } = answer.body;
    if (!answer.replayed) this.log.record({ event: 'api_key_created', keyId: id, by: by.id });
    return { row: await this.read(id), key: answer.replayed ? null : key, replayed: answer.replayed };
  }

  /** Keys, newest first, one more than `limit` when there are more; `beforeId` is the last one of the page before. */
  async list(limit: number, beforeId: string | undefined): Promise<ApiKeyEntity[]> {
    return this.database.repository(ApiKeyEntity).find({
      ...(beforeId !== undefined && { where: { id: LessThan(beforeId) } }),
      order: { id: 'DESC' },
      take: limit + 1,
    });
  }

  /** Refuses the key from now on; again does nothing. @throws Problem 404 */
  async revoke(id: string, by: Actor): Promise<ApiKeyEntity> {
    const revoke = async (tx: Tx): Promise<boolean> => {
      if ((await tx.change(revokeKey, [id, tx.now])) === 0) return false;
      await this.revocations.announce(tx, { of: 'key', id });
      return true;
    };
    const isRevoked = await this.database.transaction(revoke, { by });
    if (isRevoked) this.log.record({ event: 'api_key_revoked', keyId: id, by: by.id });
    return this.read(id);
  }

  private async read(id: string): Promise<ApiKeyEntity> {
    const row = await this.database.repository(ApiKeyEntity).findOneBy({ id });
    if (row === null) throw platformProblems.NOT_FOUND('there is no such API key');
    return row;
  }
}

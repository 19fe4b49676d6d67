/**
 * Telling every process what is no longer valid. In this process at once, after the commit; in the others by NOTIFY on a LISTEN
 * connection of its own. A process that cannot hear drops everything it believes when it can again, and in between no token is
 * believed longer than the cache's few seconds: that bound, not the notification, is what correctness rests on.
 */
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { Database, type Tx } from '#libs/platform';
import { announceRevocation } from './db/session.statements.js';
import { SecurityLog } from './security.log.js';

export const REVOCATION_CHANNEL = 'identity_revoked';
const RECONNECT_MS_MIN = 100;
const RECONNECT_MS_MAX = 5_000;

/** What has become invalid; `everything` when notifications may have been missed. */
export type Revocation =
  | { readonly of: 'session'; readonly id: string }
  | { readonly of: 'account'; readonly id: string; readonly exceptSessionId?: string }
  | { readonly of: 'key'; readonly id: string }
  | { readonly of: 'everything' };

type Listener = (revocation: Revocation) => void;

@Injectable()
export class Revocations implements OnModuleInit, OnModuleDestroy {
  private readonly listeners: Listener[] = [];
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private stopped = false;
  private hearing = false;
  private heard: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly log: SecurityLog,
  ) {}

  /** Starts to listen; does not wait for the connection, the cache's bound holds meanwhile. */
  onModuleInit(): void {
    void this.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  /** Resolves when this process hears the others. */
  async ready(): Promise<void> {
    if (!this.hearing) await new Promise<void>((resolve) => this.heard.push(resolve));
  }

  /** Calls `listener` for every revocation, of this process and of others (of its own twice: that is harmless). */
  onRevoked(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Tells everyone once `tx` commits. */
  async announce(tx: Tx, revocation: Exclude<Revocation, { of: 'everything' }>): Promise<void> {
    await tx.run(announceRevocation, [payloadOf(revocation)]);
    this.applyAfter(tx, revocation);
  }

  /** Tells this process only: for a token that was replaced, not revoked, and will be gone elsewhere within seconds. */
  applyAfter(tx: Tx, revocation: Revocation): void {
    tx.afterCommit(() => this.apply(revocation));
  }

  private apply(revocation: Revocation): void {
    for (const listener of this.listeners) listener(revocation);
  }

  private async connect(): Promise<void> {
    // The pool's own options: the same server and credentials, a connection beside the pool.
    const client = new pg.Client({ ...connectionOf(this.database), application_name: 'cartwright identity' });
    this.client = client;
    client.on('error', () => undefined);
    client.on('end', () => this.lost(client, 'the connection ended'));
    client.on('notification', ({ payload }) => this.apply(revocationOf(payload ?? '')));
    try {
      await client.connect();
      await client.query(`LISTEN ${REVOCATION_CHANNEL}`);
    } catch (error) {
      this.lost(client, error instanceof Error ? error.message : String(error));
      void client.end().catch(() => undefined);
      return;
    }
    if (this.client !== client) return;
    this.failures = 0;
    this.hearing = true;
    // What was announced while nobody listened here was missed.
    this.apply({ of: 'everything' });
    for (const resolve of this.heard.splice(0)) resolve();
  }

  private lost(client: pg.Client, reason: string): void {
    if (this.stopped || this.client !== client) return;
    this.client = undefined;
    if (this.hearing || this.failures === 0) this.log.record({ event: 'revocations_unheard', reason });
    this.hearing = false;
    const waitMs = Math.min(RECONNECT_MS_MAX, RECONNECT_MS_MIN * 2 ** Math.min(this.failures++, 10));
    this.timer = setTimeout(() => void this.connect(), waitMs * (0.5 + Math.random() / 2));
    this.timer.unref();
  }
}

function connectionOf(database: Database): pg.ClientConfig {
  const options = database.pool.options;
  // The pool hides the password from enumeration, so a spread would lose it.
  return { ...options, password: options.password, keepAlive: true };
}

/** `session:<id>`, `key:<id>`, `account:<id>` or `account:<id>:<session that stays>`. */
function payloadOf(revocation: Exclude<Revocation, { of: 'everything' }>): string {
  const stays = revocation.of === 'account' && revocation.exceptSessionId;
  return `${revocation.of}:${revocation.id}${stays ? `:${stays}` : ''}`;
}

/** A text we do not know (a newer version's) drops everything: too much is safe. */
function revocationOf(payload: string): Revocation {
  const [of, id, exceptSessionId] = payload.split(':');
  if (id === undefined) return { of: 'everything' };
  if (of === 'account') return { of, id, ...(exceptSessionId && { exceptSessionId }) };
  return of === 'session' || of === 'key' ? { of, id } : { of: 'everything' };
}

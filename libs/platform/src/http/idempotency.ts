/**
 * An act asked for twice under one key happens once and is answered alike. The key's row, the effect and the answer are one
 * transaction; successes and refusals are remembered, crashes and outages never are. Scope of a key: its caller.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { longTextArray, plainArray, textArray } from '../db/arrays.js';
import { Database, RetryTransaction, type TransactionOptions } from '../db/database.js';
import type { AdminAct } from '../db/admin-act.js';
import { statement } from '../db/statement.js';
import type { Tx } from '../db/tx.js';
import { Answer } from './answer.js';
import { platformProblems } from './platform-problems.js';
import { Problem } from './problem.js';

/** How long a key is remembered. */
export const IDEMPOTENCY_HOURS = 48;
const HASH_BYTES = 16;

/** One act under a key. */
export interface IdempotentCall {
  /** The caller. Handed on from `@Caller()` as it is, an act of administration is recorded with its effect. */
  readonly principal: { readonly id: string; readonly act?: AdminAct };
  /** `undefined` where the header is optional and was not sent: the act simply runs in a transaction. */
  readonly key: string | undefined;
  /** The operation's id: the same key and body for another operation is another request. */
  readonly operation: string;
  /** The validated body (and path parameters, where they matter): what the key's request hash covers. */
  readonly body: unknown;
}

/** What an act answers; it may name extra headers for the fresh answer. */
export interface ActAnswer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A key looked up by a batch. */
export interface KeyedCall {
  readonly principalId: string;
  readonly key: string;
  readonly requestHash: string;
}

/** An answer kept by a batch; `body` is JSON text. */
export interface StoredAnswer extends KeyedCall {
  readonly status: number;
  readonly body: string;
}

/** What a batch finds for a call: nothing yet, a kept answer, or that the key stands for another request. */
export type FoundAnswer = undefined | 'reused' | { readonly status: number; readonly body: string };

/** A short hash of what is asked, for {@link KeyedCall.requestHash}: 32 hex digits. Key order counts: a retry sends the same text. */
export function requestHash(operation: string, body: unknown): string {
  return createHash('sha256')
    .update(operation + '\n' + (JSON.stringify(body) ?? ''))
    .digest('hex')
    .slice(0, HASH_BYTES * 2);
}

const claim = statement<never>(
  'platform.idempotency_claim',
  `
  INSERT INTO platform.idempotency_key (principal_id, key, request_hash, created_at)
  VALUES ($1, $2, decode($3, 'hex'), $4)
  ON CONFLICT ON CONSTRAINT idempotency_key_pkey DO NOTHING`,
);

const answerClaim = statement<never>(
  'platform.idempotency_answer_claim',
  `UPDATE platform.idempotency_key SET status = $3, body = $4 WHERE principal_id = $1 AND key = $2`,
);

const find = statement<{ same: boolean; status: number; body: string }>(
  'platform.idempotency_find',
  `
  SELECT request_hash = decode($3, 'hex') AS same, status, body
  FROM platform.idempotency_key WHERE principal_id = $1 AND key = $2`,
);

const findMany = statement<{ place: number; same: boolean; status: number; body: string }>(
  'platform.idempotency_find_many',
  `
  SELECT call.place::int AS place, kept.request_hash = decode(call.hash, 'hex') AS same, kept.status, kept.body
  FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS call (principal_id, key, hash, place)
  JOIN platform.idempotency_key AS kept ON kept.principal_id = call.principal_id AND kept.key = call.key`,
);

const storeMany = statement<never>(
  'platform.idempotency_store_many',
  `
  INSERT INTO platform.idempotency_key (principal_id, key, request_hash, status, body, created_at)
  SELECT principal_id, key, decode(hash, 'hex'), status, body, $6
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[]) AS call (principal_id, key, hash, status, body)
  ON CONFLICT ON CONSTRAINT idempotency_key_pkey DO NOTHING`,
);

const forget = statement<never>(
  'platform.idempotency_forget',
  `
  DELETE FROM platform.idempotency_key
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM platform.idempotency_key WHERE created_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED))`,
);

@Injectable()
export class Idempotency {
  constructor(private readonly database: Database) {}

  /**
   * Runs `act` once per (caller, key). A rival with the same key in flight is waited for, and its answer repeated. A `Problem`
   * thrown by `act` undoes its effects and is remembered, if it is a refusal (4xx but 401 and 429).
   * @throws Problem 422 IDEMPOTENCY_KEY_REUSED when the key stands for another request
   */
  async once<T>(
    call: IdempotentCall,
    act: (tx: Tx) => Promise<ActAnswer<T>>,
    given: TransactionOptions = {},
  ): Promise<Answer<T>> {
    const { key } = call;
    const options = { by: call.principal, ...given };
    if (key === undefined) return this.database.transaction(async (tx) => fresh(await act(tx)), options);
    const keyed = { principalId: call.principal.id, key, requestHash: requestHash(call.operation, call.body) };
    try {
      return await this.database.transaction(async (tx) => {
        const kept = await this.claimed(tx, keyed);
        if (kept !== undefined) {
          tx.markAsRepetition();
          return repeated<T>(kept);
        }
        const answer = await act(tx);
        await tx.change(answerClaim, [keyed.principalId, key, answer.status, JSON.stringify(answer.body) ?? 'null']);
        return fresh(answer);
      }, options);
    } catch (error) {
      if (!(error instanceof Problem) || !isRemembered(error)) throw error;
      const kept = await this.keepRefusal(keyed, error);
      if (kept === undefined) throw error;
      return repeated<T>(kept);
    }
  }

  /** Looks up a batch of calls, answers in their order. Within the transaction that will {@link storeAnswers}. */
  async findAnswers(tx: Tx, calls: readonly KeyedCall[]): Promise<readonly FoundAnswer[]> {
    const found: FoundAnswer[] = new Array<FoundAnswer>(calls.length).fill(undefined);
    if (calls.length === 0) return found;
    const rows = await tx.run(findMany, [
      plainArray(calls.map((call) => call.principalId)),
      textArray(calls.map((call) => call.key)),
      plainArray(calls.map((call) => call.requestHash)),
    ]);
    for (const row of rows) found[row.place - 1] = row.same ? { status: row.status, body: row.body } : 'reused';
    return found;
  }

  /**
   * Keeps the answers of a batch; its (caller, key) pairs are distinct. @throws RetryTransaction when a rival kept an answer
   * first: the batch runs again and finds it.
   */
  async storeAnswers(tx: Tx, answers: readonly StoredAnswer[]): Promise<void> {
    if (answers.length === 0) return;
    // In key order, so that two batches with the same keys wait for each other instead of in a circle.
    const ordered = answers.toSorted((a, b) => compare(a.principalId, b.principalId) || compare(a.key, b.key));
    const kept = await tx.change(storeMany, [
      plainArray(ordered.map((answer) => answer.principalId)),
      textArray(ordered.map((answer) => answer.key)),
      plainArray(ordered.map((answer) => answer.requestHash)),
      plainArray(ordered.map((answer) => answer.status)),
      longTextArray(ordered.map((answer) => answer.body)),
      tx.now,
    ]);
    if (kept !== ordered.length)
      throw new RetryTransaction(new Error('a rival kept an answer for one of the keys first'));
  }

  /** Forgets keys older than {@link IDEMPOTENCY_HOURS}, at most `limit`; answers how many. */
  async sweep(limit: number): Promise<number> {
    return this.database.transaction((tx) =>
      tx.change(forget, [new Date(tx.now.getTime() - IDEMPOTENCY_HOURS * 3_600_000), limit]),
    );
  }

  /** Claims the key for this transaction, or answers what was kept for it. Waits while a rival that holds the key is in flight. */
  private async claimed(tx: Tx, call: KeyedCall): Promise<KeptAnswer | undefined> {
    const isOurs = (await tx.change(claim, [call.principalId, call.key, call.requestHash, tx.now])) === 1;
    return isOurs ? undefined : this.kept(tx, call);
  }

  private async kept(tx: Tx, call: KeyedCall): Promise<KeptAnswer> {
    const [row] = await tx.run(find, [call.principalId, call.key, call.requestHash]);
    // The row we ran into was swept or rolled back in between: start over.
    if (row === undefined) throw new RetryTransaction(new Error('the key was freed meanwhile'));
    if (!row.same) throw platformProblems.IDEMPOTENCY_KEY_REUSED('use a fresh key for a different request');
    return row;
  }

  /** Keeps a refusal, or answers what a rival has kept since: one key has one answer, the first. */
  private async keepRefusal(call: KeyedCall, refusal: Problem): Promise<KeptAnswer | undefined> {
    const { status, code, title, detail, members, headers } = refusal;
    const body = JSON.stringify({ code, title, detail, members, headers });
    return this.database.transaction(async (tx) => {
      const kept = await this.claimed(tx, call);
      if (kept === undefined) await tx.change(answerClaim, [call.principalId, call.key, status, body]);
      return kept;
    });
  }
}

type KeptAnswer = Exclude<FoundAnswer, undefined | 'reused'>;

/** Refusals are remembered; that the caller was not known, or came too often, is about the moment and not about the act. */
function isRemembered(problem: Problem): boolean {
  const { status, code } = problem;
  return status >= 400 && status < 500 && status !== 401 && status !== 429 && code !== 'IDEMPOTENCY_KEY_REUSED';
}

function fresh<T>(answer: ActAnswer<T>): Answer<T> {
  return Answer.of(answer.status, answer.body, answer.headers);
}

/** A kept success as an answer; a kept refusal is thrown as it was. Batches use it for what {@link Idempotency.findAnswers} found. */
export function repeated<T>(kept: KeptAnswer): Answer<T> {
  if (kept.status < 400) return Answer.ofText<T>(kept.status, kept.body, true);
  const refusal = JSON.parse(kept.body) as Omit<ConstructorParameters<typeof Problem>[0], 'status'>;
  throw new Problem({
    ...refusal,
    status: kept.status,
    headers: { ...refusal.headers, 'Idempotency-Replayed': 'true' },
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

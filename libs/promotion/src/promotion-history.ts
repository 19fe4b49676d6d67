/** What operators did to offers and coupons: written with the act, read by administration, never changed. */
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#libs/platform';
import { listActs, writeAct, type ActKind, type ActRow } from './db/act.statements.js';

/** One act to be kept. `details` say what changed, in the words of the answers. */
export interface Act {
  readonly subjectId: string;
  readonly subject: 'offer' | 'coupon';
  readonly what: ActKind;
  /** The principal's id. */
  readonly actor: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Keeps an act, in the transaction that carries it out, under the lock of what it is about. */
export async function keepAct(tx: Tx, { subjectId, subject, what, actor, details = {} }: Act): Promise<void> {
  await tx.change(writeAct, [subjectId, subject, what, actor, tx.now, details]);
}

@Injectable()
export class PromotionHistory {
  constructor(private readonly database: Database) {}

  /** The acts on an offer or coupon, newest first; none when there is no such one. Plain read. */
  of(
    subject: Act['subject'],
    subjectId: string,
    page: { readonly limit: number; readonly beforeSeq: number | null },
  ): Promise<readonly ActRow[]> {
    return this.database.run(listActs, [subjectId, page.beforeSeq, page.limit, subject]);
  }
}

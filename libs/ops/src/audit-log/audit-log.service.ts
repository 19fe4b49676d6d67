/** The audit log: one entry an act of administration, written in the act's own transaction. */
import { Injectable } from '@nestjs/common';
import { Database, isUuid, type RecordedAct, type Tx } from '#libs/platform';
import { hashOfEntry, type LoggedAct } from './chain.rules.js';
import { contentTextOf } from './content.rules.js';
import * as sql from './db/audit-log.statements.js';
import type { EntryRow } from './db/audit-log.statements.js';

/** Which entries to list. */
export interface AuditLogFilter {
  readonly actorId?: string | undefined;
  readonly operation?: string | undefined;
  /** What was acted on, by its id (or key of several parts): named in the act's path, or answered by it. */
  readonly subject?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {
    database.actRecorder = (tx, act) => this.append(tx, act);
  }

  /** Appends an act to the chain. Acts wait for each other here, from this moment to their commit. */
  async append(tx: Tx, act: RecordedAct): Promise<void> {
    const [head] = await tx.run(sql.lockHead);
    const { operation, method, path, actorId, actorRole, requestId, subjectId } = act;
    const entry: LoggedAct = {
      ...{ operation, method, path, actorId, actorRole, requestId, subjectId },
      seq: head!.seq + 1,
      madeMicros: tx.now.getTime() * 1_000,
      content: contentTextOf(act),
    };
    const hash = hashOfEntry(head!.hash, entry);
    await tx.change(sql.appendEntry, [
      entry.seq,
      tx.now,
      actorId,
      actorRole,
      operation,
      method,
      path,
      subjectId,
      requestId,
      entry.content,
      head!.hash,
      hash,
    ]);
  }

  /** Entries before a number, newest first. */
  list(
    filter: AuditLogFilter,
    page: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<EntryRow[]> {
    const { actorId = null, operation = null, subject, from = null, to = null } = filter;
    const before = page.before ?? Number.MAX_SAFE_INTEGER;
    const values = [before, actorId, operation, from, to, page.limit];
    if (subject === undefined) return this.database.run(sql.listEntries, values);
    // Paths may name an id in capitals; the log has it in small letters.
    const id = isUuid(subject.toLowerCase()) ? subject.toLowerCase() : null;
    return this.database.run(sql.listEntriesOn, [...values, id ?? subject, id]);
  }
}

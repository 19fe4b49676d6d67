/** Signs the end of the audit log now and then, and keeps each anchor in the database and in a file outside of it. */
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CartwrightConfig, Database } from '#libs/platform';
import { anchorFilePath, appendAnchors, readAnchors } from './anchor-file.js';
import { anchorKeyOf, signedAnchor, type Anchor, type AnchorKey } from './anchor.rules.js';
import * as sql from './db/audit-log.statements.js';
import type { AnchorRow } from './db/audit-log.statements.js';

/** Anchors copied to the file at once. */
const COPIED_MAX = 1_000;

@Injectable()
export class AnchorService implements OnApplicationShutdown {
  private readonly log = new Logger('audit log');
  readonly key: AnchorKey;
  /** The newest anchor in the file; unknown until it has been read. */
  private copied: number | undefined;

  constructor(
    private readonly database: Database,
    private readonly config: CartwrightConfig,
  ) {
    this.key = anchorKeyOf(config.auditLogSecret ?? config.tokenSecret);
  }

  /**
   * Anchors the newest entry unless it is anchored, and copies to the file what it lacks; answers how many anchors were made (0 or 1).
   * Safe in any number of processes: each entry has one anchor, each folder gets them all.
   */
  async anchor(): Promise<number> {
    const made = await this.database.transaction(async (tx) => {
      const [head] = await tx.run(sql.readHead);
      const [last] = await tx.run(sql.lastAnchor);
      if (head === undefined || head.seq <= last!.seq) return { logId: head?.logId, anchors: 0 };
      const { logId, seq } = head;
      const anchoredAt = tx.now.toISOString();
      const anchor = signedAnchor(this.key, { logId, seq, hash: head.hash.toString('hex'), anchoredAt });
      const anchors = await tx.change(sql.insertAnchor, [seq, head.hash, tx.now, anchor.publicKey, anchor.signature]);
      return { logId, anchors };
    });
    if (made.logId !== undefined && this.config.auditAnchorFolder !== undefined)
      await this.copy(anchorFilePath(this.config.auditAnchorFolder, made.logId), made.logId);
    return made.anchors;
  }

  /**
   * The last anchor of a process that stops, in a process that anchors at all: another one need not have the key. It comes after the last
   * request and before the database is closed. A crash has none, nor a process without its database: the next one to run anchors.
   */
  async onApplicationShutdown(): Promise<void> {
    if (!this.config.workerInApi) return;
    try {
      await this.anchor();
    } catch (error) {
      this.log.warn(`no anchor at the end: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** After the commit: what a crash in between leaves out of the file, the next run finds. */
  private async copy(path: string, logId: string): Promise<void> {
    this.copied ??= await newestIn(path);
    const rows = await this.database.run(sql.anchorsAfter, [this.copied, COPIED_MAX]);
    await appendAnchors(
      path,
      rows.map((row) => anchorOf(row, logId)),
    );
    this.copied = rows.at(-1)?.seq ?? this.copied;
  }
}

/** An anchor of the table as the file has it. */
export function anchorOf({ seq, hash, anchoredAt, publicKey, signature }: AnchorRow, logId: string): Anchor {
  return { logId, seq, hash: hash.toString('hex'), anchoredAt: anchoredAt.toISOString(), publicKey, signature };
}

async function newestIn(path: string): Promise<number> {
  let newest = 0;
  for await (const anchor of readAnchors(path)) newest = Math.max(newest, anchor?.seq ?? 0);
  return newest;
}

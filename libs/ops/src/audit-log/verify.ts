/**
 * Verifies the audit log: recomputes the chain, checks every anchor's signature, and compares the anchors in the database with those in
 * the file. Names the first broken place.
 */
import type { Database, Tx } from '#libs/platform';
import { anchorFilePath, readAnchors } from './anchor-file.js';
import { isSignedBy, type Anchor } from './anchor.rules.js';
import { anchorOf } from './anchor.service.js';
import { hashOfEntry, hashOfNothing } from './chain.rules.js';
import * as sql from './db/audit-log.statements.js';
import type { AnchorRow, EntryRow, HeadRow } from './db/audit-log.statements.js';

/** Where the log is not what it was, as near as can be said. */
export interface BrokenPlace {
  /** The number of the entry. */
  readonly seq: number;
  readonly what: string;
}

/** What a verification found. */
export interface AuditLogReport {
  readonly logId: string;
  readonly entries: number;
  readonly anchors: number;
  /** Anchors read from the file; null when it was not looked at. */
  readonly anchorsInFile: number | null;
  /** Entries after the last anchor: whoever removes only these leaves no trace. */
  readonly unanchored: number;
  /** The first place that is broken; null when there is none. */
  readonly broken: BrokenPlace | null;
}

export interface VerifyOptions {
  /** Public keys whose signatures count. */
  readonly trustedKeys: ReadonlySet<string>;
  /** The folder of anchor files; undefined leaves them out. */
  readonly anchorFolder: string | undefined;
}

const CHUNK = 1_000;

/** Verifies in one consistent picture of the database, beside a busy shop. @throws when the database cannot be reached */
export async function verifyAuditLog(database: Database, options: VerifyOptions): Promise<AuditLogReport> {
  // The file first: what is added while we look is in the database by then.
  const [head] = await database.run(sql.readHead);
  if (head === undefined) return withoutHead();
  const file = options.anchorFolder === undefined ? undefined : await anchorFileOf(options.anchorFolder, head.logId);
  return database.transaction((tx) => verifyWithin(tx, options.trustedKeys, file), { snapshot: true });
}

/** As {@link verifyAuditLog}, in a transaction of the caller's: also sees what that one has not committed. */
export function verifyWithin(
  tx: Tx,
  trustedKeys: ReadonlySet<string>,
  file: AnchorFile | undefined,
): Promise<AuditLogReport> {
  return new Verification(tx, trustedKeys, file).run();
}

/** What an anchor file says. */
export interface AnchorFile {
  readonly path: string;
  readonly bySeq: ReadonlyMap<number, Anchor>;
  readonly lines: number;
  /** The number of the last good anchor before a line that is none; undefined when all are. */
  readonly brokenAfter: number | undefined;
  readonly newest: number;
}

/** Reads the anchor file of a log; an absent one is empty. */
export async function anchorFileOf(folder: string, logId: string): Promise<AnchorFile> {
  const path = anchorFilePath(folder, logId);
  const bySeq = new Map<number, Anchor>();
  let [lines, newest] = [0, 0];
  let brokenAfter: number | undefined;
  for await (const anchor of readAnchors(path)) {
    lines += 1;
    const before = anchor === undefined ? undefined : bySeq.get(anchor.seq);
    // Two processes may each have copied an anchor; two different ones for an entry are none.
    if (anchor === undefined || (before !== undefined && before.signature !== anchor.signature)) brokenAfter ??= newest;
    else bySeq.set(anchor.seq, anchor);
    newest = Math.max(newest, anchor?.seq ?? 0);
  }
  return { path, bySeq, lines, brokenAfter, newest };
}

function withoutHead(): AuditLogReport {
  const broken = { seq: 1, what: 'the head of the log is gone' };
  return { logId: '', entries: 0, anchors: 0, anchorsInFile: null, unanchored: 0, broken };
}

/** One run over the log; what is broken is noted with its place, and the first place is told. */
class Verification {
  private broken: BrokenPlace | null = null;
  private entries = 0;
  private anchors = 0;
  private lastAnchored = 0;

  constructor(
    private readonly tx: Tx,
    private readonly trustedKeys: ReadonlySet<string>,
    private readonly file: AnchorFile | undefined,
  ) {}

  async run(): Promise<AuditLogReport> {
    const heads = await this.tx.run(sql.readHead);
    const head = heads[0];
    if (head === undefined || heads.length > 1) return withoutHead();
    const last = await this.checkChain(head.logId);
    if (last.seq !== head.seq || !last.hash.equals(head.hash))
      this.note(Math.min(last.seq, head.seq) + 1, `the log ends at ${last.seq}, its head says ${head.seq}`);
    await this.checkAnchorsBeyond(head, last.seq);
    this.checkFile(head);
    return {
      logId: head.logId,
      entries: this.entries,
      anchors: this.anchors,
      anchorsInFile: this.file?.lines ?? null,
      unanchored: Math.max(0, last.seq - this.lastAnchored),
      broken: this.broken,
    };
  }

  private async checkChain(logId: string): Promise<{ seq: number; hash: Buffer }> {
    let [seq, hash] = [0, hashOfNothing(logId)];
    for (;;) {
      const entries = await this.tx.run(sql.entriesAfter, [seq, CHUNK]);
      if (entries.length === 0) return { seq, hash };
      const anchors = await this.anchorsOf(seq, entries.at(-1)!.seq);
      for (const entry of entries) {
        this.checkEntry(entry, { seq, hash });
        this.checkAnchor(anchors.get(entry.seq), entry, logId);
        [seq, hash] = [entry.seq, entry.hash];
      }
      this.entries += entries.length;
    }
  }

  private async anchorsOf(after: number, upTo: number): Promise<Map<number, AnchorRow>> {
    const found = new Map<number, AnchorRow>();
    for (let last = after; ;) {
      const rows = await this.tx.run(sql.anchorsAfter, [last, CHUNK]);
      for (const row of rows) if (row.seq <= upTo) found.set(row.seq, row);
      last = rows.at(-1)?.seq ?? upTo;
      if (rows.length < CHUNK || last >= upTo) return found;
    }
  }

  private checkEntry(entry: EntryRow, before: { seq: number; hash: Buffer }): void {
    const { seq } = entry;
    if (seq !== before.seq + 1) this.note(before.seq + 1, `entry ${before.seq + 1} is missing`);
    else if (!entry.previousHash.equals(before.hash))
      this.note(seq, `entry ${seq} does not follow from the one before`);
    else if (!hashOfEntry(entry.previousHash, entry).equals(entry.hash))
      this.note(seq, `entry ${seq} is not what was written`);
  }

  private checkAnchor(row: AnchorRow | undefined, entry: EntryRow, logId: string): void {
    if (row !== undefined) {
      this.anchors += 1;
      this.lastAnchored = row.seq;
      if (!this.isGenuine(row, logId))
        this.note(row.seq, `the anchor of entry ${row.seq} is not signed by a trusted key`);
      else if (!row.hash.equals(entry.hash)) this.note(row.seq, `entry ${row.seq} is not the one that was anchored`);
    }
    const copy = this.file?.bySeq.get(entry.seq);
    if (copy !== undefined) {
      if (!isSignedBy(this.trustedKeys, copy) || copy.logId !== logId)
        this.note(entry.seq, `the anchor of entry ${entry.seq} in the file is not signed by a trusted key`);
      else if (copy.hash !== entry.hash.toString('hex'))
        this.note(entry.seq, `entry ${entry.seq} is not the one that was anchored in the file`);
      if (row === undefined) this.note(entry.seq, `the anchor of entry ${entry.seq} is only in the file`);
    } else if (row !== undefined && this.file !== undefined && row.seq <= this.file.newest) {
      this.note(row.seq, `the anchor of entry ${row.seq} is missing in the file`);
    }
  }

  private isGenuine(row: AnchorRow, logId: string): boolean {
    // Signed to the millisecond: what the column holds beyond that was put there.
    return row.anchoredMicros % 1_000 === 0 && isSignedBy(this.trustedKeys, anchorOf(row, logId));
  }

  /** Anchors, here or in the file, of entries that are not there: the tail was cut, or the anchor made up. */
  private async checkAnchorsBeyond({ logId }: HeadRow, last: number): Promise<void> {
    for (const row of await this.tx.run(sql.anchorsAfter, [last, CHUNK])) {
      const what = this.isGenuine(row, logId) ? 'was anchored and is gone' : 'has a forged anchor and is not there';
      this.note(last + 1, `entry ${row.seq} ${what}`);
    }
    for (const { seq } of await this.tx.run(sql.anchorsAfter, [-1_000_000, 1]))
      if (seq < 1) this.note(1, `an anchor names entry ${seq}, which cannot be`);
    for (const seq of this.file?.bySeq.keys() ?? [])
      if (seq > last || seq < 1)
        this.note(Math.max(1, Math.min(seq, last + 1)), `the file anchors entry ${seq}, which is not there`);
  }

  private checkFile({ seq: entries }: HeadRow): void {
    if (this.file === undefined) return;
    const { brokenAfter, lines, path } = this.file;
    if (brokenAfter !== undefined) this.note(brokenAfter + 1, `${path} has a line that is no anchor`);
    if (lines === 0 && this.anchors > 0 && entries > 0) this.note(1, `${path} has no anchors, the database has`);
  }

  private note(seq: number, what: string): void {
    if (this.broken === null || seq < this.broken.seq) this.broken = { seq, what };
  }
}

/**
 * A thousand ways to falsify the audit log, drawn at random (seeded), by somebody who may write every table and the anchor file but has
 * not the key: each is found, and the first broken place is named.
 */
import { randomInt } from 'node:crypto';
import type { Tx } from '#libs/platform';
import type { Anchor } from '../anchor.rules.js';
import { anchorFileOf, verifyWithin, type AnchorFile, type AuditLogReport } from '../verify.js';
import { openLog, writeActs, type LogUnderTest } from './audit-log.kit.js';

const TAMPERINGS = 1_000;
const ENTRIES = 60;
const seed = Number(process.env['TAMPERING_SEED'] ?? randomInt(2 ** 31));

let ours: LogUnderTest;
let file: AnchorFile;
let logId: string;
beforeAll(async () => {
  ours = await openLog();
  // Anchored now and then, and at the end: an entry is without an anchor for seconds only.
  for (let left = ENTRIES; left > 0; left -= 6) {
    await writeActs(ours, 6);
    await ours.anchors.anchor();
  }
  ({ logId } = await ours.verify());
  file = await anchorFileOf(ours.folder, logId);
});
afterAll(() => ours?.test.close());

/** mulberry32: small, seeded, good enough to draw with. */
let state = seed;
function draw(bound: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
}
const pick = <T>(values: readonly T[]): T => values[draw(values.length)]!;
const someSeq = (): number => 1 + draw(ENTRIES);

/** How each column may be changed so that it differs. */
const EDITS: Readonly<Record<string, string>> = {
  seq: `seq + 1000`,
  made_at: `made_at + interval '1 microsecond'`,
  actor_id: `gen_random_uuid()`,
  actor_role: `actor_role || 'x'`,
  operation: `'listAuditLog'`,
  method: `method || ' '`,
  path: `path || '/'`,
  subject_id: `CASE WHEN subject_id IS NULL THEN gen_random_uuid() END`,
  request_id: `reverse(request_id)`,
  content: `replace(content, 'number', 'Number')`,
  previous_hash: `sha256(previous_hash)`,
  hash: `sha256(hash)`,
};
const ANCHOR_EDITS: Readonly<Record<string, string>> = {
  seq: `seq - 1`,
  hash: `sha256(hash)`,
  anchored_at: `anchored_at + interval '1 microsecond'`,
  public_key: `reverse(public_key)`,
  signature: `reverse(signature)`,
};
const ANCHOR = (): string =>
  `seq = (SELECT seq FROM ops.audit_log_anchor ORDER BY seq OFFSET ${draw(ENTRIES / 6)} LIMIT 1)`;

/** The hash of the row at hand, as PostgreSQL computes it. */
const REHASH = `sha256(previous_hash || convert_to((
  SELECT string_agg(octet_length(field) || ':' || field, '' ORDER BY place) FROM unnest(ARRAY[seq::text,
    (extract(epoch FROM made_at) * 1000000)::bigint::text, actor_id::text, actor_role, operation, method, path,
    coalesce(subject_id::text, ''), request_id, content]) WITH ORDINALITY AS f (field, place)), 'UTF8'))`;

/** Recomputes the chain from an entry to its end, and the head: what a careful forger does. */
async function rechain(tx: Tx, from: number): Promise<void> {
  await tx.query(`
    DO $$ BEGIN
      FOR n IN ${from}..${ENTRIES} LOOP
        UPDATE ops.audit_log_entry SET previous_hash = coalesce((SELECT hash FROM ops.audit_log_entry WHERE seq = n - 1), previous_hash) WHERE seq = n;
        UPDATE ops.audit_log_entry SET hash = ${REHASH} WHERE seq = n;
      END LOOP;
    END $$`);
  await alignHead(tx);
}

const alignHead = (tx: Tx): Promise<unknown> =>
  tx.query(
    `UPDATE ops.audit_log_head SET (seq, hash) = (SELECT seq, hash FROM ops.audit_log_entry ORDER BY seq DESC LIMIT 1)`,
  );

type Tampering = (tx: Tx) => Promise<AnchorFile | void>;

const tamperings: Readonly<Record<string, Tampering>> = {
  'an entry is edited': async (tx) => {
    const [column, value] = pick(Object.entries(EDITS));
    await tx.query(`UPDATE ops.audit_log_entry SET ${column} = ${value} WHERE seq = $1`, [someSeq()]);
  },
  'an entry is edited and hashed again': async (tx) => {
    const [seq, [column, value]] = [someSeq(), pick(Object.entries(EDITS).slice(1, 10))];
    await tx.query(`UPDATE ops.audit_log_entry SET ${column} = ${value} WHERE seq = $1`, [seq]);
    await tx.query(`UPDATE ops.audit_log_entry SET hash = ${REHASH} WHERE seq = $1`, [seq]);
    if (seq === ENTRIES) await alignHead(tx);
  },
  'an entry is edited and the chain computed anew': async (tx) => {
    const [seq, [column, value]] = [someSeq(), pick(Object.entries(EDITS).slice(1, 10))];
    await tx.query(`UPDATE ops.audit_log_entry SET ${column} = ${value} WHERE seq = $1`, [seq]);
    await rechain(tx, seq);
  },
  'an entry is deleted': async (tx) => {
    await tx.query(`DELETE FROM ops.audit_log_entry WHERE seq = $1`, [someSeq()]);
    if (draw(2) === 0) await alignHead(tx);
  },
  'an entry is deleted and the rest moved up': async (tx) => {
    const seq = someSeq();
    await tx.query(`DELETE FROM ops.audit_log_entry WHERE seq = $1`, [seq]);
    await tx.query(`UPDATE ops.audit_log_entry SET seq = -seq WHERE seq > $1`, [seq]);
    await tx.query(`UPDATE ops.audit_log_entry SET seq = -seq - 1 WHERE seq < 0`);
    await rechain(tx, seq);
  },
  'an entry is inserted': async (tx) => {
    const [copied, at] = [someSeq(), ENTRIES + 1 + draw(3)];
    await tx.query(
      `INSERT INTO ops.audit_log_entry SELECT $2, made_at, actor_id, actor_role, operation, method, path, subject_id, request_id, content, previous_hash, hash FROM ops.audit_log_entry WHERE seq = $1`,
      [copied, at],
    );
    if (draw(2) === 0) await alignHead(tx);
  },
  'two entries change places': async (tx) => {
    const a = someSeq();
    const b = 1 + ((a + draw(ENTRIES - 1)) % ENTRIES);
    await tx.query(`UPDATE ops.audit_log_entry SET seq = -1 WHERE seq = $1`, [a]);
    await tx.query(`UPDATE ops.audit_log_entry SET seq = $1 WHERE seq = $2`, [a, b]);
    await tx.query(`UPDATE ops.audit_log_entry SET seq = $1 WHERE seq = -1`, [b]);
  },
  'the tail is cut': async (tx) => {
    await tx.query(`DELETE FROM ops.audit_log_entry WHERE seq > $1`, [ENTRIES - 1 - draw(ENTRIES - 1)]);
  },
  'the tail is cut, and head and anchors with it': async (tx) => {
    const last = ENTRIES - 1 - draw(ENTRIES - 1);
    await tx.query(`DELETE FROM ops.audit_log_entry WHERE seq > $1`, [last]);
    await tx.query(`DELETE FROM ops.audit_log_anchor WHERE seq > $1`, [last]);
    await alignHead(tx);
  },
  'the head is edited': async (tx) => {
    await tx.query(
      `UPDATE ops.audit_log_head SET ${pick(['seq = seq - 1', 'seq = seq + 1', 'hash = sha256(hash)', 'log_id = gen_random_uuid()'])}`,
    );
  },
  'an anchor is edited': async (tx) => {
    const [column, value] = pick(Object.entries(ANCHOR_EDITS));
    await tx.query(`UPDATE ops.audit_log_anchor SET ${column} = ${value} WHERE ${ANCHOR()}`);
  },
  'an anchor is deleted': async (tx) => {
    await tx.query(`DELETE FROM ops.audit_log_anchor WHERE ${ANCHOR()}`);
  },
  'an anchor is made up': async (tx) => {
    const seq = 1 + ((6 * draw(9) + 1 + draw(4)) % (ENTRIES + 5));
    await tx.query(
      `INSERT INTO ops.audit_log_anchor SELECT $1, sha256(hash), anchored_at, public_key, signature FROM ops.audit_log_anchor ORDER BY seq LIMIT 1`,
      [seq],
    );
  },
  'the anchor file is edited': () => {
    const anchors = new Map<number, Anchor>(file.bySeq);
    const anchor = pick([...anchors.values()]);
    const edits: Partial<Anchor>[] = [
      { hash: anchor.hash.replace(/./, (digit) => (digit === '0' ? '1' : '0')) },
      { anchoredAt: '2020-01-01T00:00:00.000Z' },
      { signature: [...anchor.signature].reverse().join('') },
      { publicKey: [...anchor.publicKey].reverse().join('') },
      { logId: '00000000-0000-0000-0000-000000000000' },
    ];
    anchors.set(anchor.seq, { ...anchor, ...pick(edits) });
    return Promise.resolve({ ...file, bySeq: anchors });
  },
  'a line of the anchor file is deleted': () => {
    const anchors = new Map(file.bySeq);
    // Not the newest: that may not have been copied yet, and the database has it.
    anchors.delete(pick([...anchors.keys()].slice(0, -1)));
    return Promise.resolve({ ...file, bySeq: anchors });
  },
};

/** Carries a report out of a transaction that is to leave nothing behind. */
class RolledBack extends Error {
  constructor(readonly report: AuditLogReport) {
    super('rolled back');
  }
}

async function reportOf(tamper: Tampering): Promise<AuditLogReport> {
  try {
    return await ours.test.database.transaction(async (tx) => {
      await tx.query('ALTER TABLE ops.audit_log_entry DROP CONSTRAINT audit_log_entry_seq_positive');
      const seen = (await tamper(tx)) ?? file;
      throw new RolledBack(await verifyWithin(tx, ours.trustedKeys, seen));
    });
  } catch (outcome) {
    if (outcome instanceof RolledBack) return outcome.report;
    throw outcome;
  }
}

it('is whole before', async () => {
  expect(await reportOf(() => Promise.resolve())).toMatchObject({ entries: ENTRIES, unanchored: 0, broken: null });
});

it(`finds ${TAMPERINGS} of ${TAMPERINGS} random tamperings, and names a place`, async () => {
  const missed: string[] = [];
  const tried: Record<string, number> = {};
  const names = Object.keys(tamperings);
  for (let i = 0; i < TAMPERINGS; i++) {
    const name = i < names.length ? names[i]! : pick(names);
    tried[name] = (tried[name] ?? 0) + 1;
    const { broken } = await reportOf(tamperings[name]!);
    if (broken === null || broken.seq < 1 || broken.seq > ENTRIES + 4) missed.push(`${name} (number ${i})`);
  }
  const found = TAMPERINGS - missed.length;
  process.stderr.write(
    `audit log: ${found} of ${TAMPERINGS} tamperings found (seed ${seed}): ${JSON.stringify(tried)}\n`,
  );
  expect({ seed, missed }).toEqual({ seed, missed: [] });
}, 120_000);

it('names the very entry that was edited', async () => {
  for (let i = 0; i < 20; i++) {
    const seq = someSeq();
    const edited: Tampering = async (tx) => {
      await tx.query(`UPDATE ops.audit_log_entry SET content = content || ' ' WHERE seq = $1`, [seq]);
    };
    expect((await reportOf(edited)).broken).toEqual({ seq, what: `entry ${seq} is not what was written` });
  }
});

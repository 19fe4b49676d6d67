import { hashOfEntry, hashOfNothing, type LoggedAct } from '../chain.rules.js';
import { anchorKeyOf, anchorLine, isSignedBy, parsedAnchor, signedAnchor, type Anchor } from '../anchor.rules.js';

const act: LoggedAct = {
  seq: 7,
  madeMicros: 1_763_700_000_000_000,
  actorId: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b',
  actorRole: 'operator',
  operation: 'approveCreditGrant',
  method: 'POST',
  path: '/v1/admin/credit-grants/x/approval',
  subjectId: null,
  requestId: 'r-1',
  content: '{"a":1}',
};
const before = hashOfNothing('019a5d2e-7c40-7d61-8f3a-000000000000');

describe('the hash of an entry', () => {
  it('depends on the hash before it and on every field', () => {
    const changed = Object.keys(act).map((field) => {
      const value = act[field as keyof LoggedAct];
      return hashOfEntry(before, { ...act, [field]: typeof value === 'number' ? value + 1 : `${value}!` });
    });
    const hashes = [hashOfEntry(before, act), hashOfEntry(hashOfNothing('x'), act), ...changed];
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(hashes.length);
  });

  it('tells neighbours apart when text moves from one to the other', () => {
    const moved = { ...act, method: 'POS', path: `T${act.path}` };
    expect(hashOfEntry(before, moved)).not.toEqual(hashOfEntry(before, act));
  });
});

describe('an anchor', () => {
  const key = anchorKeyOf('a secret of at least thirty-two characters');
  const anchor = signedAnchor(key, {
    logId: 'l',
    seq: 7,
    hash: 'ab'.repeat(32),
    anchoredAt: '2026-11-22T09:00:00.000Z',
  });
  const trusted = new Set([key.publicKey]);

  it('is genuine as it was signed and in no other way', () => {
    expect(isSignedBy(trusted, anchor)).toBe(true);
    const forgeries: Partial<Anchor>[] = [
      { logId: 'm' },
      { seq: 8 },
      { hash: 'ac'.repeat(32) },
      { anchoredAt: '2026-11-22T09:00:00.001Z' },
      { signature: `${anchor.signature}=` },
      { signature: `B${anchor.signature.slice(1)}` },
      { publicKey: anchorKeyOf('another secret of thirty-two characters').publicKey },
    ];
    expect(forgeries.filter((forged) => isSignedBy(trusted, { ...anchor, ...forged }))).toEqual([]);
    expect(isSignedBy(new Set(), anchor)).toBe(false);
  });

  it('follows from its secret: another process signs alike', () => {
    expect(anchorKeyOf('a secret of at least thirty-two characters').publicKey).toBe(key.publicKey);
  });

  it('is read from a line that was written, and from no other', () => {
    const line = anchorLine(anchor).trimEnd();
    expect(parsedAnchor(line)).toEqual(anchor);
    expect(['', 'x', '{}', ` ${line}`, line.replace('{', '{ ')].map(parsedAnchor)).toEqual(Array(5).fill(undefined));
  });
});

/**
 * Anchors: what the log was at a moment, signed with Ed25519 by a key that the database does not have. Pure. Who rewrites the chain from
 * some entry on cannot sign it again; who cuts its tail leaves an anchor that points beyond the end.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** The log's entry `seq` had this hash, says the key. */
export interface Anchor {
  readonly logId: string;
  readonly seq: number;
  /** Hex. */
  readonly hash: string;
  /** RFC 3339. */
  readonly anchoredAt: string;
  /** Base64url of the 32 bytes. */
  readonly publicKey: string;
  /** Base64url. */
  readonly signature: string;
}

/** A signing key and its public half as text. */
export interface AnchorKey {
  readonly privateKey: KeyObject;
  readonly publicKey: string;
}

/** PKCS #8 and SubjectPublicKeyInfo of an Ed25519 key are these bytes and the key's own 32 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PURPOSE = 'cartwright audit log anchors';

/** The key that follows from a secret: the same secret, the same key. */
export function anchorKeyOf(secret: string): AnchorKey {
  const seed = createHash('sha256').update(`${PURPOSE}\n${secret}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: spki.subarray(SPKI_PREFIX.length).toString('base64url') };
}

/** Signs what an entry's hash is. */
export function signedAnchor(key: AnchorKey, anchor: Omit<Anchor, 'publicKey' | 'signature'>): Anchor {
  const signature = sign(null, signedText(anchor), key.privateKey).toString('base64url');
  return { ...anchor, publicKey: key.publicKey, signature };
}

/** True when one of the keys trusted has signed exactly this. */
export function isSignedBy(trusted: ReadonlySet<string>, anchor: Anchor): boolean {
  if (!trusted.has(anchor.publicKey)) return false;
  const spki = Buffer.concat([SPKI_PREFIX, Buffer.from(anchor.publicKey, 'base64url')]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const signature = Buffer.from(anchor.signature, 'base64url');
  // Base64 has several spellings of one value: only the one that was written is the anchor.
  return signature.toString('base64url') === anchor.signature && verify(null, signedText(anchor), key, signature);
}

/** One line of the anchor file. */
export function anchorLine({ logId, seq, hash, anchoredAt, publicKey, signature }: Anchor): string {
  return `${JSON.stringify({ logId, seq, hash, anchoredAt, publicKey, signature })}\n`;
}

/** Reads a line of the anchor file; undefined for anything that {@link anchorLine} did not write. */
export function parsedAnchor(line: string): Anchor | undefined {
  try {
    const anchor = JSON.parse(line) as Anchor;
    return anchorLine(anchor) === `${line}\n` && Number.isSafeInteger(anchor.seq) ? anchor : undefined;
  } catch {
    return undefined;
  }
}

function signedText({ logId, seq, hash, anchoredAt }: Omit<Anchor, 'publicKey' | 'signature'>): Buffer {
  return Buffer.from([PURPOSE, logId, seq, hash, anchoredAt].join('\n'));
}

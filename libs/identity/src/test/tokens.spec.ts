import { GuestTokens, newToken, tokenHash, tokenKind, tokenStart } from '../tokens.js';

const GUEST = '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b';
const OLD = 'the former secret, at least 32 characters';
const NEW = 'the present secret, at least 32 characters';
const EXPIRES = new Date('2026-12-01T00:00:00Z');
const BEFORE = EXPIRES.getTime() - 1;

describe('opaque tokens', () => {
  it('are 256 random bits behind their kind', () => {
    const tokens = Array.from({ length: 1_000 }, () => newToken('access'));
    expect(new Set(tokens).size).toBe(1_000);
    for (const token of tokens) expect(token).toMatch(/^cwa_[A-Za-z0-9_-]{43}$/);
    expect([newToken('refresh'), newToken('apiKey')].map(tokenKind)).toEqual(['refresh', 'apiKey']);
  });

  it('are known by their SHA-256 alone', () => {
    // printf abc | sha256sum
    expect(tokenHash('abc')).toBe('\\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('show 36 bits of an API key, no more', () => expect(tokenStart(newToken('apiKey'))).toHaveLength(10));

  it.each([
    '',
    'cwa_',
    'cwx_' + 'a'.repeat(43),
    'cwa_' + 'a'.repeat(42),
    'cwa_' + 'a'.repeat(44),
    'cwa_' + '*'.repeat(43),
  ])('%j is none', (text) => expect(tokenKind(text)).toBeUndefined());
});

describe('guest tokens', () => {
  const tokens = new GuestTokens([NEW, OLD]);

  it('name their guest until they end', () => {
    const token = tokens.sign(GUEST, EXPIRES);
    expect(tokenKind(token)).toBe('guest');
    expect(tokens.verify(token, BEFORE)).toEqual({ guestId: GUEST, expiresMs: EXPIRES.getTime() });
    expect(tokens.verify(token, EXPIRES.getTime())).toBeUndefined();
  });

  it('are good under each secret still known, and signed by the first', () => {
    const former = new GuestTokens([OLD]).sign(GUEST, EXPIRES);
    expect(tokens.verify(former, BEFORE)?.guestId).toBe(GUEST);
    expect(new GuestTokens([NEW]).verify(former, BEFORE)).toBeUndefined();
    expect(new GuestTokens([NEW]).verify(tokens.sign(GUEST, EXPIRES), BEFORE)?.guestId).toBe(GUEST);
  });

  it('are refused when any of their characters is another', () => {
    const token = tokens.sign(GUEST, EXPIRES);
    for (let place = 0; place < token.length; place++) {
      // The last character carries two bits that base64url ignores; all others must tell.
      if (place === token.length - 1) continue;
      const other = token[place] === '0' ? '1' : '0';
      const forged = token.slice(0, place) + other + token.slice(place + 1);
      expect([place, tokens.verify(forged, BEFORE)]).toEqual([place, undefined]);
    }
  });
});

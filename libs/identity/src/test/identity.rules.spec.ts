import { addressKey } from '#libs/platform/http';
import fc from 'fast-check';
import { COMMON_PASSWORDS } from '../common-passwords.js';
import {
  newReferralCode,
  normalisedEmail,
  normalisedReferralCode,
  passwordProblem,
  PASSWORD_CHARS_MIN,
} from '../identity.rules.js';

describe('an e-mail address', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    ['  Ada.Lovelace+Shop@Example.COM ', 'ada.lovelace+shop@example.com'],
    ["o'hara@xn--bcher-kva.example", "o'hara@xn--bcher-kva.example"],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%j is kept as %j', (text, email) => expect(normalisedEmail(text)).toBe(email));

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@localhost',
    'ada@@example.com',
    'ada lovelace@example.com',
    'ada@example..com',
    'ada@-example.com',
    'ada@example.com\u0000',
    'ada@example.com\nbcc: eve@example.com',
    // U+212A KELVIN SIGN lower-cases to k, U+0130 to i and a dot: two spellings would be one account, or one two.
    '\u212Aate@example.com',
    'ad\u0130@example.com',
    'ада@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(250)}.com`,
  ])('%j is none', (text) => expect(normalisedEmail(text)).toBeUndefined());

  it('is normalised once and for all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
        const email = normalisedEmail(text);
        if (email !== undefined) expect([normalisedEmail(email), email.toLowerCase()]).toEqual([email, email]);
      }),
    );
  });
});

describe('a password', () => {
  const email = 'ada.lovelace@example.com';
  it.each([
    ['123456789', 'too_short'],
    ['short one', 'too_short'],
    // Ten UTF-16 units, five characters.
    ['😀😀😀😀😀', 'too_short'],
    ['x'.repeat(5) + 'y'.repeat(196), 'too_long'],
    ['ada.lovelace@example.com', 'is_email'],
    ['ADA.Lovelace@example.com', 'is_email'],
    ['ada.lovelace', 'is_email'],
    ['Password123', 'too_common'],
    ['qwertyuiop', 'too_common'],
    ['zzzzzzzzzzzzzzzz', 'too_common'],
    ['abababababab', 'too_common'],
    // Full-width digits are the same keys to NFKC.
    ['１２３４５６７８９０', 'too_common'],
    ['correct horse battery', undefined],
    ['0aB!' + 'é'.repeat(196), undefined],
    ['密码是一个很长的句子', undefined],
  ])('%j: %s', (password, problem) => expect(passwordProblem(password, email)).toBe(problem));

  it('is on the list of common ones only where the length rule would let it through, in lower case', () => {
    for (const common of COMMON_PASSWORDS) {
      expect([common, common.length >= PASSWORD_CHARS_MIN, common.toLowerCase()]).toEqual([common, true, common]);
    }
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(150);
  });
});

describe('a referral code', () => {
  it('has eight letters that nobody confuses, and is another each time', () => {
    const codes = Array.from({ length: 2_000 }, () => newReferralCode());
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(new Set(codes).size).toBe(2_000);
  });
  it.each([
    [' 7k3mq0zt ', '7K3MQ0ZT'],
    ['oil0OIL1', '01100111'],
  ])('%j is read as %j', (typed, code) => expect(normalisedReferralCode(typed)).toBe(code));
});

describe('the address that limits count by', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => expect(addressKey(address)).toBe(key));
});

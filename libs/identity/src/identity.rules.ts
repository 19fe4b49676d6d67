/** Identity's rules, pure: what an e-mail address, a password, a referral code and a client address are here. */
import { randomInt } from 'node:crypto';
import { COMMON_PASSWORDS } from './common-passwords.js';

/** The roles an account can have; guests and service clients have no account. */
export const ACCOUNT_ROLES = ['customer', 'merchant', 'operator', 'admin'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];
/** The roles only an administrator can give. */
export const STAFF_ROLES = ['merchant', 'operator', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const EMAIL_CHARS_MAX = 254;
export const PASSWORD_CHARS_MIN = 10;
export const PASSWORD_CHARS_MAX = 200;
export const DISPLAY_NAME_CHARS_MAX = 100;

/** What speaks against a password: a stable word for clients. */
export type PasswordProblem = 'too_short' | 'too_long' | 'is_email' | 'too_common';

// The HTML standard's pattern for e-mail addresses, with at least one dot in the domain.
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const EMAIL = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${LABEL}(?:\\.${LABEL})+$`);

/**
 * The one spelling of an address under which its account is kept: trimmed and lower case. ASCII only (a domain in other
 * scripts is written in punycode), so that two addresses that look alike can never be two accounts.
 * @returns undefined for what is not an address.
 */
export function normalisedEmail(text: string): string | undefined {
  const trimmed = text.trim();
  // Checked before lower-casing: U+212A KELVIN SIGN lower-cases to the letter k.
  if (trimmed.length > EMAIL_CHARS_MAX || !/^[!-~]+$/.test(trimmed)) return undefined;
  const email = trimmed.toLowerCase();
  return EMAIL.test(email) ? email : undefined;
}

/** The one spelling of a password: NFKC (NIST SP 800-63B 3.1.1.2), or keyboards that compose differently lock people out. */
export function normalisedPassword(text: string): string {
  return text.normalize('NFKC');
}

/** What speaks against `password` for the account of `email`; undefined when nothing does. Length is in code points. */
export function passwordProblem(password: string, email: string): PasswordProblem | undefined {
  const normal = normalisedPassword(password);
  const length = [...normal].length;
  if (length < PASSWORD_CHARS_MIN) return 'too_short';
  if (length > PASSWORD_CHARS_MAX) return 'too_long';
  const lower = normal.toLowerCase();
  if (lower === email || lower === email.slice(0, email.indexOf('@'))) return 'is_email';
  if (COMMON_PASSWORDS.has(lower) || new Set(lower).size <= 2) return 'too_common';
  return undefined;
}

// Crockford's base 32: no I, L, O, U, so a code can be read out on the telephone.
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const REFERRAL_CODE_CHARS = 8;

/** A new referral code; 2^40 of them, so that guessing one is hopeless under any rate limit. */
export function newReferralCode(): string {
  let code = '';
  for (let i = 0; i < REFERRAL_CODE_CHARS; i++) code += CODE_LETTERS[randomInt(CODE_LETTERS.length)];
  return code;
}

/** A code as a person types it: upper case, the letters that look like digits read as digits. */
export function normalisedReferralCode(text: string): string {
  return text.trim().toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
}

/** What identity refuses, by stable code; services answer these to administration and sign-in, never to the order path. */
import { defineProblems } from '#libs/platform';
import { normalisedEmail, passwordProblem, type PasswordProblem } from './identity.rules.js';

export const identityProblems = defineProblems({
  LOGIN_REFUSED: { status: 401, title: 'The e-mail address or the password is wrong' },
  REFRESH_REFUSED: { status: 401, title: 'This refresh token is not valid' },
  REFRESH_UNDER_WAY: { status: 409, title: 'Another request has just refreshed this session' },
  EMAIL_TAKEN: { status: 409, title: 'There is an account with this e-mail address' },
  EMAIL_NOT_ACCEPTED: { status: 422, title: 'This e-mail address cannot be used' },
  PASSWORD_NOT_ACCEPTED: {
    status: 422,
    title: 'This password cannot be used',
    example: { reason: 'too_common' },
  },
  CURRENT_PASSWORD_WRONG: { status: 422, title: 'The present password is wrong' },
  REFERRAL_CODE_UNKNOWN: { status: 422, title: 'Nobody has this referral code' },
  GUEST_TOKEN_REFUSED: { status: 422, title: 'This guest token is not valid' },
  MERCHANT_ID_MISPLACED: { status: 422, title: 'An account of role merchant names its merchant, no other does' },
  EXPIRY_PASSED: { status: 422, title: 'It would end before it begins' },
  ACCOUNT_IS_YOUR_OWN: { status: 409, title: 'You cannot disable your own account' },
  TOO_MANY_ATTEMPTS: { status: 429, title: 'Too many attempts', example: { retryAfterSeconds: 30 } },
});

/** The normalised form of an address. @throws Problem 422 EMAIL_NOT_ACCEPTED */
export function acceptedEmail(text: string): string {
  const email = normalisedEmail(text);
  if (email === undefined) throw identityProblems.EMAIL_NOT_ACCEPTED('use ASCII letters; write the domain in punycode');
  return email;
}

const WHY_NOT: Record<PasswordProblem, string> = {
  too_short: 'it has fewer than 10 characters',
  too_long: 'it has more than 200 characters',
  is_email: 'it is the e-mail address',
  too_common: 'it is among the first an attacker would try',
};

/** @throws Problem 422 PASSWORD_NOT_ACCEPTED with the reason */
export function checkPassword(password: string, email: string): void {
  const reason = passwordProblem(password, email);
  if (reason !== undefined) throw identityProblems.PASSWORD_NOT_ACCEPTED(WHY_NOT[reason], { reason });
}

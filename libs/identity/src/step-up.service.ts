/** Asks again who somebody is, before money leaves: a fresh login, or the password once more. And finds customers for one another. */
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { Principal } from '#libs/platform/http';
import { findCustomer, findForStepUp, type CustomerRow } from './db/account.statements.js';
import { normalisedEmail } from './identity.rules.js';
import { PasswordHasher } from './password.hasher.js';
import { RateLimits } from './rate.limits.js';
import { SecurityLog } from './security.log.js';

/** `confirmed`: it is really the one. `needed`: the login is not fresh and no password was given. `wrong`: the password does not fit. */
export interface StepUp {
  readonly verdict: 'confirmed' | 'needed' | 'wrong';
  /** When the password was last changed; null when never. */
  readonly passwordChangedAt: Date | null;
}

@Injectable()
export class StepUpService {
  constructor(
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly log: SecurityLog,
  ) {}

  /**
   * Confirms a caller: by `password` when it is given, else by a login at most `freshSeconds` ago. Guesses are counted as attempts to
   * change the password are. @throws Problem 429; Overloaded
   */
  async confirm(
    caller: Principal,
    { password, freshSeconds }: { readonly password: string | undefined; readonly freshSeconds: number },
  ): Promise<StepUp> {
    if (password !== undefined) await this.limits.countPasswordChange(caller.id);
    const [found] = await this.database.run(findForStepUp, [caller.id, caller.sessionId ?? null]);
    const passwordChangedAt = found?.password_changed_at ?? null;
    if (password === undefined) {
      const now = await this.database.now();
      const signedInAt = found?.signed_in_at ?? null;
      const isFresh = signedInAt !== null && now.getTime() - signedInAt.getTime() <= freshSeconds * 1_000;
      return { verdict: isFresh ? 'confirmed' : 'needed', passwordChangedAt };
    }
    const fits = (await this.hasher.matches(password, found?.password_hash)) && found?.state === 'active';
    if (!fits) this.log.record({ event: 'step_up_refused', accountId: caller.id });
    return { verdict: fits ? 'confirmed' : 'wrong', passwordChangedAt };
  }

  /** An active customer by id or e-mail address. The same one statement whether there is one or not. */
  async customer(who: { readonly id: string } | { readonly email: string }): Promise<CustomerRow | undefined> {
    const values = 'id' in who ? [who.id, null] : [null, normalisedEmail(who.email) ?? ''];
    const [found] = await this.database.run(findCustomer, values);
    return found;
  }
}

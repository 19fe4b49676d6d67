/** Guests: a device gets the same guest each time it asks, with a signed token; a guest has a cart and nothing else. */
import { createHash } from 'node:crypto';
import { Injectable, Optional } from '@nestjs/common';
import { Database, uuid7, type Tx } from '#libs/platform';
import { upsertGuest } from './db/session.statements.js';
import { identityProblems } from './identity.errors.js';
import { IdentitySettings } from './identity.settings.js';
import { RateLimits } from './rate.limits.js';
import { GuestTokens } from './tokens.js';

/** What a guest leaves behind when it becomes a customer; the cart implements it, the composition root joins the two. */
export abstract class GuestAdopter {
  /**
   * Moves what the guest has to the customer, in the transaction that signs the customer in; called again for a guest that has
   * nothing left it does nothing. What it answers is shown to the customer as `cartMerge`: a JSON object.
   */
  abstract adopt(tx: Tx, guestId: string, customerId: string): Promise<unknown>;
}

/** A guest's credentials. */
export interface GuestCredentials {
  readonly guestId: string;
  readonly guestToken: string;
  readonly expiresAt: Date;
}

@Injectable()
export class GuestService {
  private readonly tokens: GuestTokens;

  constructor(
    private readonly database: Database,
    private readonly settings: IdentitySettings,
    private readonly limits: RateLimits,
    @Optional() private readonly adopter?: GuestAdopter,
  ) {
    this.tokens = new GuestTokens(settings.guestSecrets);
  }

  /**
   * A token for the guest of this device. Whoever knows the device id is that guest, so clients make it up at random; only its
   * SHA-256 is kept. @throws Problem 429
   */
  async welcome(deviceId: string, address: string): Promise<GuestCredentials> {
    await this.limits.countAddress('guestByAddress', address);
    const deviceHash = createHash('sha256').update(deviceId).digest();
    return this.database.transaction(async (tx) => {
      const [guest] = await tx.run(upsertGuest, [uuid7(), deviceHash, tx.now]);
      // Whole seconds: that is what the token carries, and the answer should say the same.
      const expiresAt = new Date(Math.floor(tx.now.getTime() / 1000 + this.settings.guestSeconds) * 1000);
      return { guestId: guest!.id, guestToken: this.tokens.sign(guest!.id, expiresAt), expiresAt };
    });
  }

  /** The guest of a token given in a body. @throws Problem 422 GUEST_TOKEN_REFUSED */
  guestOf(guestToken: string): string {
    const guest = this.tokens.verify(guestToken, Date.now() + this.database.clockOffsetMs);
    if (guest === undefined) throw identityProblems.GUEST_TOKEN_REFUSED('leave it out, or ask for a new one');
    return guest.guestId;
  }

  /** Gives what the guest has to the customer, in `tx`; null when there is no guest or nothing adopts. */
  async adopt(tx: Tx, guestId: string | undefined, customerId: string): Promise<unknown> {
    if (guestId === undefined || this.adopter === undefined) return null;
    return (await this.adopter.adopt(tx, guestId, customerId)) ?? null;
  }
}

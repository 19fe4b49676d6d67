/** argon2id with a bound on how many run at once: each takes 19 MiB and 55 ms of a core, so logging in must not be a way to stop the shop. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Overloaded } from '#libs/platform';
import { normalisedPassword, type AccountRole } from './identity.rules.js';
import { IdentitySettings, type HashCost } from './identity.settings.js';

/** The least argon2 can spend: for thousands of demo accounts. A login with such a hash replaces it by a real one. */
export const CHEAPEST_COST: HashCost = { memoryKib: 8, passes: 1, lanes: 1 };

@Injectable()
export class PasswordHasher implements OnModuleInit {
  /** Hashes computed so far, also those against nothing: a test shows by it that both refusals cost the same. */
  readonly counts = { hashed: 0, verified: 0 };
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private nobody: Promise<string> | undefined;

  constructor(private readonly settings: IdentitySettings) {}

  /** Makes the hash for unknown accounts ahead of time, or the first of them would take twice as long. */
  onModuleInit(): void {
    void this.nobodysHash().catch(() => (this.nobody = undefined));
  }

  /** Hashes a password at the cost of the role, or at a given one. @throws Overloaded when the queue is full. */
  async hash(password: string, cost: AccountRole | HashCost): Promise<string> {
    const chosen = typeof cost === 'string' ? this.costOf(cost) : cost;
    return this.inTurn(() => {
      this.counts.hashed += 1;
      return hash(normalisedPassword(password), options(chosen));
    });
  }

  /**
   * True when the password fits the stored hash. Without a hash (no such account, or one without a password) the same work is
   * done against a hash nobody knows the password of, so the time does not tell. @throws Overloaded
   */
  async matches(password: string, stored: string | null | undefined): Promise<boolean> {
    const against = stored ?? (await this.nobodysHash());
    const fits = await this.inTurn(() => {
      this.counts.verified += 1;
      return verify(against, normalisedPassword(password));
    });
    return fits && typeof stored === 'string';
  }

  /** True when the hash was made at another cost than the role's present one. */
  isOutdated(stored: string, role: AccountRole): boolean {
    const made = parseOptions(stored);
    const cost = this.costOf(role);
    const isSame =
      made.memoryCost === cost.memoryKib && made.timeCost === cost.passes && made.parallelism === cost.lanes;
    return !isSame || !stored.startsWith('$argon2id$');
  }

  private costOf(role: AccountRole): HashCost {
    return role === 'customer' ? this.settings.customerCost : this.settings.staffCost;
  }

  private nobodysHash(): Promise<string> {
    this.nobody ??= hash(crypto.randomUUID(), options(this.settings.customerCost));
    return this.nobody;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.settings.hashesAtOnceMax) {
      if (this.waiting.length >= this.settings.hashQueueMax) throw new Overloaded('password');
      // The place is handed over by the one who leaves, so `running` is not counted down in between.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

function options(cost: HashCost): Parameters<typeof hash>[1] {
  // The library's default algorithm is argon2id; its enum of algorithms does not exist at run time.
  return { memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: cost.lanes };
}

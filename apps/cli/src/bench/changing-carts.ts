/**
 * Carts that change while they are read: a view that the API keeps of a cart is worth nothing when a line of it has another quantity. All
 * carts change at once and so often that each has changed before it is read again; what the API says of its views tells whether that was so.
 */
import type { Client } from 'pg';
import { CommandFailure } from '../failures.js';
import type { ServerProcess } from './server-process.js';

/** Times that each cart changes between two reads of it: changes wait for the same two cores as the reads. */
const CHANGES_PER_READ = 2;
/** Of a thousand reads, so many may have come upon a cart that had not changed. */
const KEPT_PER_THOUSAND_MAX = 20;

/** One line of every cart. */
const SOME_LINES = `SELECT DISTINCT ON (owner_id) id FROM cart.line ORDER BY owner_id, id`;
/** As the act of an owner would: what makes it another cart is its line's version. */
const CHANGE = `UPDATE cart.line SET quantity = 1 + quantity % 3, version = version + 1 WHERE id = ANY ($1::uuid[])`;

export class ChangingCarts {
  private constructor(
    private readonly client: Client,
    private readonly lineIds: readonly string[],
  ) {}

  static async of(client: Client): Promise<ChangingCarts> {
    const { rows } = await client.query<{ id: string }>(SOME_LINES);
    return new ChangingCarts(
      client,
      rows.map(({ id }) => id),
    );
  }

  /** Runs `body` while carts change. `readsPerSecond`: as many as all carts together are read at most. */
  async during<T>(readsPerSecond: number, body: () => Promise<T>): Promise<T> {
    const pauseMs = (1000 * this.lineIds.length) / (CHANGES_PER_READ * readsPerSecond);
    let isOver = false;
    await this.change();
    const changes = (async () => {
      while (!isOver) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        await this.change();
      }
    })();
    // Whoever awaits it below hears of its failure; until then it must not end the process.
    changes.catch(() => undefined);
    try {
      return await body();
    } finally {
      isOver = true;
      await changes;
    }
  }

  private async change(): Promise<void> {
    await this.client.query(CHANGE, [this.lineIds]);
  }
}

/** What an API says of the views of carts it has shown since its start. */
interface Views {
  readonly kept: number;
  readonly made: number;
}

/** @throws CommandFailure when reads that were to be of changed carts were answered with views that were kept */
export async function expectMade(api: Pick<ServerProcess, 'url'>, body: () => Promise<void>): Promise<void> {
  const before = await viewsOf(api);
  await body();
  const after = await viewsOf(api);
  const [kept, made] = [after.kept - before.kept, after.made - before.made];
  if (made === 0 || kept * 1000 > KEPT_PER_THOUSAND_MAX * (kept + made))
    throw new CommandFailure(`Of carts that change before each read ${kept} were shown as kept, ${made} made anew.`);
}

async function viewsOf({ url }: Pick<ServerProcess, 'url'>): Promise<Views> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const count = (state: keyof Views): number => {
    const [, value] = new RegExp(`^cartwright_cart_views_total\\{state="${state}"\\} (\\d+)$`, 'm').exec(text) ?? [];
    if (value === undefined) throw new CommandFailure(`The API does not tell how many views of carts it has ${state}.`);
    return Number(value);
  };
  return { kept: count('kept'), made: count('made') };
}

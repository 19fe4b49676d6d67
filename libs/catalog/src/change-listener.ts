/**
 * Hears of committed changes by LISTEN on a connection of its own. A notification is only a hint that makes news quick: one may
 * be lost with its connection, so {@link ChangeListener.tick} is called regularly, and looks by itself.
 */
import pg from 'pg';
import type { Database } from '#libs/platform';

/** A connection that takes longer is given up and tried again. */
const CONNECT_MS_MAX = 5_000;

export class ChangeListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly options: {
      /** A plain SQL identifier. */
      readonly channel: string;
      readonly pollMs: number;
      /** Called on each notification, after each reconnect and every `pollMs`. Its failure is left to the next call. */
      readonly look: () => Promise<unknown>;
    },
  ) {}

  /** True while notifications can arrive. */
  get listening(): boolean {
    return this.client !== undefined;
  }

  /** Begins to listen and to look. */
  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => void this.tick(), this.options.pollMs);
    this.timer.unref();
    void this.tick();
  }

  /** Ends listening; resolves when the connection is closed. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  /** One turn: connects when not connected, and looks. */
  async tick(): Promise<void> {
    if (this.client === undefined && !this.stopped) await this.connect();
    await this.options.look().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      ...this.database.pool.options,
      connectionTimeoutMillis: CONNECT_MS_MAX,
      keepAlive: true,
    });
    this.client = client;
    const lost = (): void => {
      if (this.client === client) this.client = undefined;
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', () => void this.options.look().catch(() => undefined));
    try {
      await client.connect();
      await client.query(`LISTEN ${this.options.channel}`);
    } catch {
      // No database now: the next tick tries again.
      lost();
      await client.end().catch(() => undefined);
    }
    if (this.stopped) await client.end().catch(() => undefined);
  }
}

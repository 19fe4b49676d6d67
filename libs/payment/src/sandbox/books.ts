/** The gateway's books: payments, by the gateway's id and by the merchant's. */
import { randomUUID } from 'node:crypto';
import type { Act } from './books.rules.js';
import { KeyedBooks, type KeyedOutcome } from './keyed-books.js';
import type { SandboxBooks, SandboxEvent, SandboxPayment, SandboxTotals } from './wire.js';

/** How many payments one page of the books shows at most. */
export const BOOKS_PAGE_MAX = 5_000;

export class Books extends KeyedBooks<{ readonly payment?: SandboxPayment }, SandboxEvent> {
  private readonly payments = new Map<string, SandboxPayment>();
  private readonly byReference = new Map<string, string[]>();

  /** Opens the books kept in `file`, or empty ones in memory. */
  static open(file: string | undefined): Promise<Books> {
    return new Books().read(file);
  }

  /** A payment by the gateway's id. */
  payment(id: string): SandboxPayment | undefined {
    return this.payments.get(id);
  }

  /** Payments by the merchant's id; more than one only when the merchant asked with several keys. */
  findByReference(reference: string): SandboxPayment[] {
    return (this.byReference.get(reference) ?? []).map((id) => this.payments.get(id)!);
  }

  /** Carries out `decide` once for the key, see {@link KeyedBooks.keyed}. */
  once(
    { key, operation, body }: { key: string; operation: string; body: unknown },
    decide: () => Act,
  ): Promise<KeyedOutcome<SandboxEvent>> {
    const request = `${operation}\n${JSON.stringify(body ?? null)}`;
    return this.keyed({ key, request }, () => {
      const act = decide();
      return {
        status: act.status,
        body: act.body,
        changed: { ...(act.payment && { payment: act.payment }) },
        events: eventsOf(act),
      };
    });
  }

  /** A page of the books; `cursor` is the last payment's id of the page before. */
  page(cursor: string | undefined, limit: number): SandboxBooks {
    const rows: SandboxTotals[] = [];
    const sums: Record<string, { payments: number; authorized: number; captured: number; refunded: number }> = {};
    let reached = cursor === undefined;
    let more = false;
    for (const payment of this.payments.values()) {
      const { id, reference, currency, authorized, captured, refunded } = payment;
      const sum = (sums[currency] ??= { payments: 0, authorized: 0, captured: 0, refunded: 0 });
      sum.payments += 1;
      sum.authorized += authorized;
      sum.captured += captured;
      sum.refunded += refunded;
      if (reached && rows.length < limit) rows.push({ id, reference, currency, authorized, captured, refunded });
      else if (reached) more = true;
      if (id === cursor) reached = true;
    }
    return { payments: rows, nextCursor: more ? rows.at(-1)!.id : null, sums };
  }

  protected override take({ payment }: { readonly payment?: SandboxPayment }): void {
    if (payment === undefined) return;
    if (!this.payments.has(payment.id)) {
      const ids = this.byReference.get(payment.reference);
      if (ids === undefined) this.byReference.set(payment.reference, [payment.id]);
      else ids.push(payment.id);
    }
    this.payments.set(payment.id, payment);
  }
}

function eventsOf({ payment, events }: Act): SandboxEvent[] {
  const createdAt = new Date().toISOString();
  return events.map(({ type, refund }): SandboxEvent => {
    if (payment === undefined) throw new Error('an event needs a payment');
    return { id: `evt_${randomUUID()}`, type, createdAt, payment, ...(refund && { refund }) };
  });
}

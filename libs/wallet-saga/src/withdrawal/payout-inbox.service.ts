/**
 * Callbacks of payout providers: verified, stored once by (provider, event id) and recorded in the same transaction. Forged ones leave
 * no row: a row under the event's id would block the genuine one.
 */
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { PayoutProviders } from '#libs/payment';
import { forgetEvents, insertEvent, noteEvent } from '../db/withdrawal.statements.js';
import { TransferSettings } from '../transfer.settings.js';
import { PayoutRecords } from './payout-records.service.js';

/** The largest callback that is kept, in bytes. */
export const PAYOUT_EVENT_BYTES_MAX = 262_144;
const EVENT_ID_LENGTH_MAX = 255;

/** What became of a delivery. `taken`: stored and recorded, or alarmed. `duplicate`: was here before. The others left nothing behind. */
export type PayoutReceipt =
  | { readonly kind: 'taken' | 'duplicate' | 'unknown_provider' }
  | { readonly kind: 'forged' | 'stale' | 'malformed'; readonly why: string };

@Injectable()
export class PayoutInbox {
  constructor(
    private readonly database: Database,
    private readonly providers: PayoutProviders,
    private readonly records: PayoutRecords,
    private readonly settings: TransferSettings,
  ) {}

  /** Takes one delivery, given the raw bytes that were signed. @throws DatabaseUnavailable, AmbiguousOutcome: let the provider retry */
  async receive(
    providerName: string,
    body: Uint8Array,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): Promise<PayoutReceipt> {
    const provider = this.providers.find(providerName);
    if (provider === undefined) return { kind: 'unknown_provider' };
    const payload = body.byteLength > PAYOUT_EVENT_BYTES_MAX ? undefined : utf8(body);
    if (payload === undefined) return { kind: 'malformed', why: 'the body is too large or not UTF-8' };
    // Freshness is about real time: the clock that a test moves does not age a signature.
    const verdict = provider.verifyWebhook(body, headers, new Date());
    if (verdict.kind !== 'event') return verdict;
    const { eventId, type, payout } = verdict;
    if (eventId.length === 0 || eventId.length > EVENT_ID_LENGTH_MAX)
      return { kind: 'malformed', why: 'the event id is too long' };
    return this.database.transaction(async (tx) => {
      const stored = await tx.change(insertEvent, [providerName, eventId, type, payload, tx.now]);
      if (stored === 0) return { kind: 'duplicate' };
      const [told] = await this.records.record(tx, [{ provider: providerName, payout }]);
      await tx.change(noteEvent, [providerName, eventId, told!.alarm?.code ?? told!.climbsTo ?? 'nothing new']);
      return { kind: 'taken' };
    });
  }

  /** Deletes callbacks of long ago, at most `limit`; answers how many. */
  sweepOld(limit: number): Promise<number> {
    const keptMs = this.settings.eventKeepDays * 86_400_000;
    return this.database.transaction((tx) => tx.change(forgetEvents, [new Date(tx.now.getTime() - keptMs), limit]));
  }
}

function utf8(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    // PostgreSQL keeps no NUL in a text; in JSON it would be escaped.
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The acts of operators on offers: administration, one row at a time. Every change of terms raises the snapshot's version. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, raiseSnapshotVersion, type Tx } from '#libs/platform';
import * as sql from './db/offer.statements.js';
import { PROMOTION } from './offer-snapshot.js';
import { type CheckedTerms, mayReschedule, type OfferWindow } from './offer.rules.js';
import type { OfferUsage } from './pricing/basket.types.js';
import { type Offer, type OfferKind, type OfferState, offerState } from './pricing/offer.types.js';
import { PromotionSettings } from './promotion.settings.js';

/** Which offer to change, and the version the caller has seen. */
export interface OfferVersion {
  readonly offerId: string;
  readonly version: number;
}

export type OfferOutcome =
  | { readonly kind: 'done'; readonly offer: sql.OfferRecord }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'state'; readonly state: OfferState }
  | { readonly kind: 'full'; readonly max: number };

/** A new offer; the caller brings the id. */
export interface NewOffer extends CheckedTerms, OfferWindow {
  readonly offerId: string;
  readonly createdBy: string;
}

/** Which offers to list. */
export interface OfferFilter {
  readonly kind?: OfferKind;
  readonly state?: OfferState;
}

@Injectable()
export class OfferService {
  constructor(
    private readonly database: Database,
    private readonly settings: PromotionSettings,
  ) {}

  /** Makes an offer: `done`, or `full` at {@link PromotionSettings.offersMax} offers that have not ended. */
  async create(tx: Tx, offer: NewOffer): Promise<OfferOutcome> {
    const version = await raiseSnapshotVersion(tx, PROMOTION);
    // The version row is locked: no rival makes an offer between the count and the insert.
    const [{ live }] = (await tx.run(sql.countLiveOffers, [tx.now])) as [{ live: number }];
    if (live >= this.settings.offersMax) return { kind: 'full', max: this.settings.offersMax };
    const [created] = await tx.run(sql.insertOffer, [
      offer.offerId,
      offer.rules.kind,
      offer.name,
      offer.scope,
      offer.rules,
      offer.preheatFrom,
      offer.startsAt,
      offer.endsAt,
      offer.quota,
      offer.perCustomerLimit,
      offer.createdBy,
      tx.now,
      version,
    ]);
    return { kind: 'done', offer: created! };
  }

  /** Moves an offer's window. A running offer keeps its start, an ended one stays as it is. */
  async schedule(tx: Tx, which: OfferVersion, window: OfferWindow): Promise<OfferOutcome> {
    const version = await raiseSnapshotVersion(tx, PROMOTION);
    const [before] = await tx.run(sql.findOffer, [which.offerId]);
    if (before === undefined) return { kind: 'unknown' };
    const state = offerState(before, tx.now);
    if (before.version === which.version && !mayReschedule(state, before, window)) return { kind: 'state', state };
    const { preheatFrom, startsAt, endsAt } = window;
    const values = [which.offerId, which.version, preheatFrom, startsAt, endsAt, version];
    tx.tellOutcome({ before: windowTold(before), after: windowTold(window) });
    return changed(before, await tx.run(sql.scheduleOffer, values));
  }

  /** Ends an offer now; one that has not begun will not begin. What was claimed stays claimed. */
  async stop(tx: Tx, which: OfferVersion): Promise<OfferOutcome> {
    const version = await raiseSnapshotVersion(tx, PROMOTION);
    const [before] = await tx.run(sql.findOffer, [which.offerId]);
    if (before === undefined) return { kind: 'unknown' };
    tx.tellOutcome({ claimed: before.claimed, sold: before.sold });
    return changed(before, await tx.run(sql.stopOffer, [which.offerId, which.version, tx.now, version]));
  }

  /** A new offer with the terms of another, an own window and nothing claimed. */
  async clone(
    tx: Tx,
    offerId: string,
    copy: OfferWindow & { readonly offerId: string; readonly name?: string; readonly createdBy: string },
  ): Promise<OfferOutcome> {
    const [original] = await tx.run(sql.findOffer, [offerId]);
    if (original === undefined) return { kind: 'unknown' };
    const { rules, scope, quota, perCustomerLimit } = original;
    return this.create(tx, { rules, scope, quota, perCustomerLimit, ...copy, name: copy.name ?? original.name });
  }

  async find(offerId: string): Promise<sql.OfferRecord | undefined> {
    return (await this.database.run(sql.findOffer, [offerId]))[0];
  }

  /** The offers that were there at a moment that is over, and had not ended then. */
  liveAt(moment: Date): Promise<Offer[]> {
    return this.database.run(sql.loadOffersAt, [moment, this.settings.offersMax]);
  }

  /** What is left of the quotas of those of `offers` that have one, for anybody who has bought nothing under them. */
  async quotasLeft(offers: readonly Offer[]): Promise<ReadonlyMap<string, OfferUsage>> {
    const limited = offers.filter(({ quota }) => quota !== null).map(({ offerId }) => offerId);
    const rows = limited.length === 0 ? [] : await this.database.run(sql.quotasLeft, [plainArray(limited)]);
    return new Map(rows.map(({ offerId, unitsLeft }) => [offerId, { boughtUnits: 0, unitsLeft }]));
  }

  /** Newest first. */
  list(
    { kind, state }: OfferFilter,
    page: {
      readonly limit: number;
      readonly after?: { readonly createdAt: Date; readonly offerId: string } | undefined;
    },
    now: Date,
  ): Promise<sql.OfferRecord[]> {
    const { limit, after } = page;
    const values = [after?.createdAt ?? null, after?.offerId ?? null, kind ?? null, state ?? null, now, limit];
    return this.database.run(sql.listOffers, values);
  }
}

function windowTold({ preheatFrom, startsAt, endsAt }: OfferWindow): Record<string, Date | null> {
  return { preheatFrom, startsAt, endsAt };
}

function changed(before: sql.OfferRecord, after: readonly sql.OfferRecord[]): OfferOutcome {
  return after.length === 1 ? { kind: 'done', offer: after[0]! } : { kind: 'stale', version: before.version };
}

/** Points into credit, and back where the shop allows it: one transfer on either side, through the house's `conversions` account. */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, statement, uuid7, type Tx } from '#libs/platform';
import { DebitService, WalletService, type Asset, type DebitOutcome } from '#libs/wallet-credit';
import { expiryOf } from './earning.rules.js';
import { LoyaltySettings } from './loyalty.settings.js';
import { creditOfPoints, type ConversionFault } from './points.rules.js';
import { TierService } from './tier.service.js';

export const CONVERSION_DIRECTIONS = ['points_to_credit', 'credit_to_points'] as const;
export type ConversionDirection = (typeof CONVERSION_DIRECTIONS)[number];

/** Points exchanged for credit, or credit for points. The id is the caller's: once under it. */
export interface ConvertPoints {
  readonly conversionId: string;
  readonly customerId: string;
  readonly direction: ConversionDirection;
  readonly points: number;
}

/** A conversion that was carried out. */
export interface Conversion extends ConvertPoints {
  readonly creditMinor: number;
  readonly convertedAt: Date;
}

export type ConversionOutcome =
  | { readonly kind: 'converted'; readonly conversion: Conversion }
  | { readonly kind: 'fault'; readonly fault: ConversionFault | 'OFF' }
  | Exclude<DebitOutcome, { kind: 'debited' | 'exists' }>;

const insertConversion = statement<Conversion>(
  'loyalty.insert_conversion',
  `
  INSERT INTO loyalty.conversion (id, customer_id, direction, points, credit_minor, converted_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  RETURNING id AS "conversionId", customer_id AS "customerId", direction, points, credit_minor AS "creditMinor", converted_at AS "convertedAt"`,
);

const listConversions = statement<Conversion>(
  'loyalty.list_conversions',
  `
  SELECT id AS "conversionId", customer_id AS "customerId", direction, points, credit_minor AS "creditMinor", converted_at AS "convertedAt"
  FROM loyalty.conversion
  WHERE customer_id = $1 AND ($2::uuid IS NULL OR id < $2)
  ORDER BY id DESC
  LIMIT $3`,
);

@Injectable()
export class PointsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly debits: DebitService,
    private readonly wallet: WalletService,
    private readonly tiers: TierService,
    private readonly settings: LoyaltySettings,
  ) {}

  /** Converts, or says why not; then nothing has moved. What is converted lasts as long as what is earned. */
  async convert(tx: Tx, request: ConvertPoints): Promise<ConversionOutcome> {
    const { conversionId: reference, customerId: ownerId, direction, points } = request;
    if (direction === 'credit_to_points' && !this.settings.creditToPoints) return { kind: 'fault', fault: 'OFF' };
    const creditMinor = creditOfPoints(points, this.settings);
    if (typeof creditMinor !== 'number') return { kind: 'fault', fault: creditMinor };
    const isToCredit = direction === 'points_to_credit';
    const [from, to]: readonly [Asset, Asset] = isToCredit ? ['points', 'credit'] : ['credit', 'points'];
    const about = { reference, ownerId, actor: ownerId, reason: null };
    const [taken] = await this.debits.debit(tx, [
      {
        ...about,
        transferId: uuid7(),
        kind: 'conversion_out',
        asset: from,
        amount: isToCredit ? points : creditMinor,
        to: 'conversions',
      },
    ]);
    if (taken!.kind === 'insufficient' || taken!.kind === 'frozen') return taken!;
    const standing = (await this.tiers.standingsNow(tx, [ownerId]))(ownerId);
    await this.wallet.grant(tx, [
      {
        ...about,
        transferId: uuid7(),
        lotId: uuid7(),
        kind: 'conversion_in',
        asset: to,
        amount: isToCredit ? creditMinor : points,
        source: 'conversion',
        from: 'conversions',
        expiresAt: expiryOf(tx.now, {
          expiryDays: this.settings.expiryDays,
          extensionDays: standing.expiryExtensionDays,
        }),
      },
    ]);
    const [conversion] = await tx.run(insertConversion, [reference, ownerId, direction, points, creditMinor, tx.now]);
    this.outbox.append(tx, [
      {
        topic: 'points.converted',
        aggregateId: reference,
        aggregateSeq: 1,
        subjectId: ownerId,
        payload: JSON.stringify({ direction, points, creditMinor }),
      },
    ]);
    return { kind: 'converted', conversion: conversion! };
  }

  /** A customer's conversions before an id, newest first. */
  list(
    customerId: string,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly Conversion[]> {
    return this.database.run(listConversions, [customerId, page.before, page.limit]);
  }
}

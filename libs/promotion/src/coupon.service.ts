/** Coupons besides their use on orders: made and granted by operators, claimed by code. Coupons' rows are locked in id order. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, timeArray, type Tx, uuid7 } from '#libs/platform';
import * as claimSql from './db/claim.statements.js';
import * as sql from './db/coupon.statements.js';
import { type GrantRefusal, grantRefusal, validityOf } from './grant.rules.js';
import type { Coupon, Scope } from './pricing/offer.types.js';

/** A new coupon; the caller brings the id. */
export interface NewCoupon {
  readonly couponId: string;
  /** In capitals; null: only operators give it away. */
  readonly code: string | null;
  readonly name: string;
  readonly scope: Scope;
  readonly rules: Coupon['rules'];
  readonly minSpendMinor: number;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  /** Valid so many days after claiming; null: from startsAt to endsAt. */
  readonly validDays: number | null;
  readonly totalLimit: number | null;
  readonly perCustomerLimit: number;
  readonly createdBy: string;
}

/** Which coupon to change, and the version the caller has seen. */
export interface CouponVersion {
  readonly couponId: string;
  readonly version: number;
}

/** When a coupon can be claimed, and how long a claimed one is valid. */
export type CouponWindow = Pick<NewCoupon, 'startsAt' | 'endsAt' | 'validDays'>;

/** Per customer: what it got, or why not. */
export type GrantOutcome =
  | { readonly kind: 'granted'; readonly customerId: string; readonly grantId: string }
  | { readonly kind: 'refused'; readonly customerId: string; readonly reason: GrantRefusal };

export type CouponOutcome =
  | { readonly kind: 'done'; readonly coupon: sql.CouponRecord }
  | { readonly kind: 'unknown' | 'stopped' | 'code_taken' }
  | { readonly kind: 'stale'; readonly version: number };

@Injectable()
export class CouponService {
  constructor(private readonly database: Database) {}

  /** Makes a coupon; undefined when another has its code. */
  async create(tx: Tx, coupon: NewCoupon): Promise<sql.CouponRecord | undefined> {
    const { couponId, code, name, scope, rules, minSpendMinor, startsAt, endsAt, validDays } = coupon;
    const { totalLimit, perCustomerLimit, createdBy } = coupon;
    const terms = [couponId, code, name, scope, rules, minSpendMinor, startsAt, endsAt, validDays];
    const [created] = await tx.run(sql.insertCoupon, [...terms, totalLimit, perCustomerLimit, createdBy, tx.now]);
    return created;
  }

  /** No one can claim or use it from now on; orders that have it keep it. */
  async stop(tx: Tx, which: CouponVersion): Promise<CouponOutcome> {
    const [stopped] = await tx.run(sql.stopCoupon, [which.couponId, which.version, tx.now]);
    if (stopped === undefined) return staleOrUnknown((await tx.run(sql.findCoupon, [which.couponId]))[0]);
    tx.tellOutcome({ granted: stopped.granted });
    return { kind: 'done', coupon: stopped };
  }

  /** Moves the window in which a coupon can be claimed; claimed ones keep their dates. A stopped one stays as it is. */
  async schedule(tx: Tx, which: CouponVersion, { startsAt, endsAt, validDays }: CouponWindow): Promise<CouponOutcome> {
    const { couponId } = which;
    await tx.run(claimSql.lockCoupons, [plainArray([couponId])]);
    const [before] = await tx.run(sql.findCoupon, [couponId]);
    if (before === undefined || before.version !== which.version) return staleOrUnknown(before);
    if (before.stoppedAt !== null) return { kind: 'stopped' };
    const [coupon] = await tx.run(sql.scheduleCoupon, [couponId, startsAt, endsAt, validDays]);
    const was = { startsAt: before.startsAt, endsAt: before.endsAt, validDays: before.validDays };
    tx.tellOutcome({ before: was, after: { startsAt, endsAt, validDays } });
    return { kind: 'done', coupon: coupon! };
  }

  /** A new coupon with the terms of another, a code and window of its own, and none given away. */
  async clone(
    tx: Tx,
    couponId: string,
    copy: CouponWindow & Pick<NewCoupon, 'couponId' | 'code' | 'createdBy'> & { readonly name?: string },
  ): Promise<CouponOutcome> {
    const [original] = await tx.run(sql.findCoupon, [couponId]);
    if (original === undefined) return { kind: 'unknown' };
    const { scope, rules, minSpendMinor, totalLimit, perCustomerLimit } = original;
    const terms = { scope, rules, minSpendMinor, totalLimit, perCustomerLimit };
    const coupon = await this.create(tx, { ...terms, ...copy, name: copy.name ?? original.name });
    return coupon === undefined ? { kind: 'code_taken' } : { kind: 'done', coupon };
  }

  /** Claims a coupon by its code. `unknown`: no coupon has it. */
  async claimByCode(
    tx: Tx,
    { code, customerId }: { readonly code: string; readonly customerId: string },
  ): Promise<{ readonly kind: 'unknown' } | GrantOutcome> {
    const [found] = await tx.run(sql.findCouponIdByCode, [code.trim().toUpperCase()]);
    if (found === undefined) return { kind: 'unknown' };
    const outcomes = await this.grant(tx, {
      ...found,
      customerIds: [customerId],
      source: 'code',
      grantedBy: customerId,
    });
    return outcomes![0]!;
  }

  /** Gives one coupon to each customer, in order; undefined when there is no such coupon. */
  async grant(
    tx: Tx,
    giving: {
      readonly couponId: string;
      readonly customerIds: readonly string[];
      readonly source: 'code' | 'operator';
      readonly grantedBy: string;
    },
  ): Promise<readonly GrantOutcome[] | undefined> {
    const { couponId, customerIds, source, grantedBy } = giving;
    const [coupon] = await tx.run(claimSql.lockCoupons, [plainArray([couponId])]);
    if (coupon === undefined) return undefined;
    const distinct = [...new Set(customerIds)];
    const had = new Map<string, number>();
    const grants = await tx.run(claimSql.findGrants, [plainArray(distinct.map(() => couponId)), plainArray(distinct)]);
    for (const { customerId } of grants) had.set(customerId, (had.get(customerId) ?? 0) + 1);
    let granted = coupon.granted;
    const given: { grantId: string; customerId: string; ordinal: number }[] = [];
    const outcomes = customerIds.map((customerId): GrantOutcome => {
      const before = had.get(customerId) ?? 0;
      const reason = grantRefusal({ ...coupon, granted }, before, tx.now);
      if (reason !== undefined) return { kind: 'refused', customerId, reason };
      const grantId = uuid7();
      granted += 1;
      had.set(customerId, before + 1);
      given.push({ grantId, customerId, ordinal: before + 1 });
      return { kind: 'granted', customerId, grantId };
    });
    if (given.length === 0) return outcomes;
    const { validFrom, validUntil } = validityOf(coupon, tx.now);
    await tx.change(claimSql.addToCoupons, [plainArray([couponId]), plainArray([given.length])]);
    await tx.change(claimSql.insertGrants, [
      plainArray(given.map(({ grantId }) => grantId)),
      plainArray(given.map(() => couponId)),
      plainArray(given.map(({ customerId }) => customerId)),
      plainArray(given.map(({ ordinal }) => ordinal)),
      plainArray(given.map(() => coupon.perCustomerLimit)),
      tx.now,
      source,
      plainArray(given.map(() => grantedBy)),
      timeArray(given.map(() => validFrom)),
      timeArray(given.map(() => validUntil)),
    ]);
    tx.tellOutcome({ customers: given.length });
    return outcomes;
  }

  async find(couponId: string): Promise<sql.CouponRecord | undefined> {
    return (await this.database.run(sql.findCoupon, [couponId]))[0];
  }

  /** One claimed coupon, inside the transaction that may just have claimed it. */
  async findGrant(tx: Tx, grantId: string): Promise<sql.CouponWithGrant | undefined> {
    return (await tx.run(sql.findGrant, [grantId]))[0];
  }

  /** Newest first. */
  list(
    limit: number,
    after: { readonly createdAt: Date; readonly couponId: string } | undefined,
  ): Promise<sql.CouponRecord[]> {
    return this.database.run(sql.listCoupons, [after?.createdAt ?? null, after?.couponId ?? null, limit]);
  }

  /** A customer's coupons, last claimed first. */
  listOf(
    customerId: string,
    page: { readonly limit: number; readonly afterGrantId?: string | undefined; readonly state?: string | undefined },
  ): Promise<sql.CouponWithGrant[]> {
    return this.database.run(sql.listCouponsOf, [
      customerId,
      page.afterGrantId ?? null,
      page.state ?? null,
      page.limit,
    ]);
  }
}

function staleOrUnknown(coupon: sql.CouponRecord | undefined): CouponOutcome {
  return coupon === undefined ? { kind: 'unknown' } : { kind: 'stale', version: coupon.version };
}

/** The acts on merchants and their warehouses: administration, so one row at a time, except the set-based upsert for seeds. */
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Database, plainArray, raiseSnapshotVersion, textArray, type Tx } from '#libs/platform';
import * as sql from './db/merchant.statements.js';
import { MerchantAccounts, type AppointmentOutcome } from './merchant-accounts.port.js';
import { merchantStateAfter, REWARD_BPS_DEFAULT, WAREHOUSES_MAX, type MerchantAct } from './merchant.rules.js';
import { MERCHANT, termsOf } from './merchant-snapshot.js';
import type {
  EditOutcome,
  Merchant,
  MerchantApplication,
  MerchantEdit,
  MerchantState,
  NewWarehouse,
  UpsertMerchant,
  Warehouse,
  WarehouseEdit,
} from './merchant.types.js';

/** Which merchant to change, and the version the caller has seen (its If-Match). */
export interface MerchantVersion {
  readonly merchantId: string;
  readonly version: number;
}

/** `exists`: the same application again; `taken`: the owner has a merchant already, or the id is another's. */
export type ApplyOutcome =
  { readonly kind: 'created' | 'exists'; readonly merchant: Merchant } | { readonly kind: 'taken' };

/** `owner`: the account that applied can no longer become the merchant's. */
export type ApproveOutcome =
  EditOutcome<Merchant> | { readonly kind: 'owner'; readonly why: Extract<AppointmentOutcome, 'taken' | 'unknown'> };

/** `full`: the merchant has {@link WAREHOUSES_MAX}; `taken`: the code or id is in use with other content. */
export type OpenWarehouseOutcome =
  | { readonly kind: 'created' | 'exists'; readonly warehouse: Warehouse }
  | { readonly kind: 'unknown' | 'full' | 'taken' };

@Injectable()
export class MerchantService {
  constructor(
    private readonly database: Database,
    @Optional() @Inject(MerchantAccounts) private readonly accounts: MerchantAccounts | undefined,
  ) {}

  /** Records an application; it sells nothing until {@link approve}. */
  async apply(tx: Tx, application: MerchantApplication): Promise<ApplyOutcome> {
    const version = await raiseSnapshotVersion(tx, MERCHANT);
    const { merchantId, ownerId, name, phone, goodsType } = application;
    const values = [merchantId, ownerId, name, phone, goodsType, REWARD_BPS_DEFAULT, tx.now, version];
    const [created] = await tx.run(sql.insertMerchant, values);
    if (created !== undefined) return { kind: 'created', merchant: merchantOf(created) };
    const [known] = await tx.run(sql.findMerchants, [plainArray([merchantId])]);
    const same =
      known !== undefined &&
      known.ownerId === ownerId &&
      known.name === name &&
      known.phone === phone &&
      known.goodsType === goodsType;
    return same ? { kind: 'exists', merchant: merchantOf(known) } : { kind: 'taken' };
  }

  /**
   * Lets a merchant sell (again); optionally sets its reward rate. Its owner becomes a merchant account in the same act. `owner`
   * when its account cannot be appointed: the caller must undo this transaction.
   */
  async approve(tx: Tx, which: MerchantVersion, terms: { readonly rewardBps?: number } = {}): Promise<ApproveOutcome> {
    const outcome = await this.move(tx, which, 'approve', { reason: null, ...terms });
    if (outcome.kind !== 'changed' || outcome.row.ownerId === null || this.accounts === undefined) return outcome;
    const { ownerId: accountId, merchantId } = outcome.row;
    const appointment = await this.accounts.appoint(tx, { accountId, merchantId });
    return appointment === 'taken' || appointment === 'unknown' ? { kind: 'owner', why: appointment } : outcome;
  }

  /** Stops a merchant from selling. What is ordered stays ordered, so its account goes on working: it has parcels to send. */
  suspend(tx: Tx, which: MerchantVersion, { reason }: { readonly reason: string }): Promise<EditOutcome<Merchant>> {
    return this.move(tx, which, 'suspend', { reason });
  }

  /** Changes a merchant's particulars. Who may change which field is decided by the caller. */
  async edit(tx: Tx, which: MerchantVersion, edit: MerchantEdit): Promise<EditOutcome<Merchant>> {
    const version = await raiseSnapshotVersion(tx, MERCHANT);
    const [row] = await tx.run(sql.lockMerchant, [which.merchantId]);
    if (row === undefined) return { kind: 'unknown' };
    if (row.version !== which.version) return { kind: 'stale', version: row.version };
    return { kind: 'changed', row: await this.write(tx, row, { ...edit, version }) };
  }

  /** One merchant, or `undefined`. */
  async find(merchantId: string): Promise<Merchant | undefined> {
    const [row] = await this.database.run(sql.findMerchants, [plainArray([merchantId])]);
    return row && merchantOf(row);
  }

  /** The merchant an account applied for or owns, or `undefined`. */
  async findOfOwner(ownerId: string): Promise<Merchant | undefined> {
    const [row] = await this.database.run(sql.findMerchantOfOwner, [ownerId]);
    return row && merchantOf(row);
  }

  /** Merchants, newest first, keyset paged. `only` restricts to one merchant (a merchant account sees itself). */
  async list(
    filter: { readonly state?: MerchantState; readonly only?: string },
    page: { readonly limit: number; readonly after?: { readonly createdAt: Date; readonly merchantId: string } },
  ): Promise<readonly Merchant[]> {
    const { createdAt = null, merchantId = null } = page.after ?? {};
    const values = [createdAt, merchantId, filter.state ?? null, filter.only ?? null, page.limit];
    return (await this.database.run(sql.listMerchants, values)).map(merchantOf);
  }

  /** The warehouses of merchants, by merchant, in priority order. A merchant without one is not in the map. */
  async warehouses(merchantIds: readonly string[]): Promise<ReadonlyMap<string, readonly Warehouse[]>> {
    const rows = await this.database.run(sql.listWarehouses, [plainArray(merchantIds)]);
    const byMerchant = new Map<string, Warehouse[]>();
    for (const row of rows) {
      const own = byMerchant.get(row.merchantId);
      if (own === undefined) byMerchant.set(row.merchantId, [row]);
      else own.push(row);
    }
    return byMerchant;
  }

  /** Opens a warehouse. */
  async openWarehouse(tx: Tx, warehouse: NewWarehouse): Promise<OpenWarehouseOutcome> {
    const { warehouseId, merchantId, code, name, priority } = warehouse;
    const [merchant] = await tx.run(sql.lockMerchant, [merchantId]);
    if (merchant === undefined) return { kind: 'unknown' };
    const own = await tx.run(sql.listWarehouses, [plainArray([merchantId])]);
    const known = own.find((other) => other.warehouseId === warehouseId);
    if (known !== undefined) {
      const same = known.code === code && known.name === name && known.priority === priority;
      return same ? { kind: 'exists', warehouse: known } : { kind: 'taken' };
    }
    if (own.length >= WAREHOUSES_MAX) return { kind: 'full' };
    const [created] = await tx.run(sql.insertWarehouse, [warehouseId, merchantId, code, name, priority, tx.now]);
    return created === undefined ? { kind: 'taken' } : { kind: 'created', warehouse: created };
  }

  /** Changes a warehouse of the given merchant; another merchant's is `unknown`. */
  async editWarehouse(
    tx: Tx,
    which: MerchantVersion & { readonly warehouseId: string },
    edit: WarehouseEdit,
  ): Promise<EditOutcome<Warehouse>> {
    const [row] = await tx.run(sql.lockWarehouse, [which.warehouseId, which.merchantId]);
    if (row === undefined) return { kind: 'unknown' };
    if (row.version !== which.version) return { kind: 'stale', version: row.version };
    const next = { ...row, ...edit };
    const [changed] = await tx.run(sql.updateWarehouse, [row.warehouseId, next.name, next.priority, next.state]);
    return { kind: 'changed', row: changed! };
  }

  /** Writes merchants with their warehouses as given, by id: two statements for any number. For seeds, imports, replay. */
  async upsertMerchants(tx: Tx, merchants: readonly UpsertMerchant[]): Promise<void> {
    if (merchants.length === 0) return;
    const version = await raiseSnapshotVersion(tx, MERCHANT);
    const sorted = [...merchants].sort((a, b) => (a.merchantId < b.merchantId ? -1 : 1));
    await tx.change(sql.upsertMerchants, [
      plainArray(sorted.map((merchant) => merchant.merchantId)),
      plainArray(sorted.map((merchant) => merchant.ownerId)),
      textArray(sorted.map((merchant) => merchant.name)),
      textArray(sorted.map((merchant) => merchant.phone)),
      textArray(sorted.map((merchant) => merchant.goodsType)),
      textArray(sorted.map((merchant) => merchant.state)),
      plainArray(sorted.map((merchant) => merchant.rewardBps)),
      plainArray(sorted.map((merchant) => merchant.shipping.flatMinor)),
      plainArray(sorted.map((merchant) => merchant.shipping.perKgMinor)),
      plainArray(sorted.map((merchant) => merchant.shipping.freeFromMinor)),
      tx.now,
      version,
    ]);
    const warehouses = sorted.flatMap((merchant) =>
      merchant.warehouses.map((warehouse) => ({ ...warehouse, merchantId: merchant.merchantId })),
    );
    await tx.change(sql.upsertWarehouses, [
      plainArray(warehouses.map((warehouse) => warehouse.warehouseId)),
      plainArray(warehouses.map((warehouse) => warehouse.merchantId)),
      textArray(warehouses.map((warehouse) => warehouse.code)),
      textArray(warehouses.map((warehouse) => warehouse.name)),
      plainArray(warehouses.map((warehouse) => warehouse.priority)),
      tx.now,
    ]);
  }

  private async move(
    tx: Tx,
    which: MerchantVersion,
    act: MerchantAct,
    change: { readonly reason: string | null; readonly rewardBps?: number },
  ): Promise<EditOutcome<Merchant>> {
    const version = await raiseSnapshotVersion(tx, MERCHANT);
    const [row] = await tx.run(sql.lockMerchant, [which.merchantId]);
    if (row === undefined) return { kind: 'unknown' };
    if (row.version !== which.version) return { kind: 'stale', version: row.version };
    const state = merchantStateAfter(act, row.state);
    if (state === undefined) return { kind: 'state', state: row.state };
    const { reason, ...terms } = change;
    return {
      kind: 'changed',
      row: await this.write(tx, { ...row, state, stateReason: reason }, { ...terms, version }),
    };
  }

  private async write(
    tx: Tx,
    row: sql.MerchantRow,
    edit: MerchantEdit & { readonly version: number },
  ): Promise<Merchant> {
    const shipping = edit.shipping ?? row;
    const [changed] = await tx.run(sql.updateMerchant, [
      row.id,
      edit.name ?? row.name,
      edit.phone ?? row.phone,
      edit.goodsType ?? row.goodsType,
      edit.rewardBps ?? row.rewardBps,
      shipping.flatMinor,
      shipping.perKgMinor,
      shipping.freeFromMinor,
      row.state,
      row.stateReason,
      tx.now,
      edit.version,
    ]);
    return merchantOf(changed!);
  }
}

function merchantOf(row: sql.MerchantRow): Merchant {
  const { ownerId, stateReason, createdAt, updatedAt, version } = row;
  return { ...termsOf(row), ownerId, stateReason, createdAt, updatedAt, version };
}

/** Saving lines for later and moving them back. */
import { Injectable } from '@nestjs/common';
import { validateMessages } from '#libs/catalog';
import type { Tx } from '#libs/platform';
import type { PreparedLine } from './add.rules.js';
import { CartEditor } from './cart.editor.js';
import { CartGoods, variantsOf } from './cart.goods.js';
import { CartPricing } from './cart.pricing.js';
import { CartSettings } from './cart.settings.js';
import type { AddOutcome, CartOwner, SaveOutcome } from './cart.types.js';
import { CartViewer } from './cart.viewer.js';
import { afterHolds } from './hold-cuts.rules.js';
import { unitPriceOf } from './pricing.rules.js';
import { returnLine, saveLine } from './save.rules.js';

/** What moving lines back needs, by line id; read before the cart is locked. */
export type PreparedReturns = ReadonlyMap<string, PreparedLine & { readonly variantId: string }>;

@Injectable()
export class CartSaver {
  constructor(
    private readonly viewer: CartViewer,
    private readonly editor: CartEditor,
    private readonly goods: CartGoods,
    private readonly pricing: CartPricing,
    private readonly settings: CartSettings,
  ) {}

  /** Saves lines for later, in their order; `undefined`, and nothing is saved, when one is not a line of this cart. */
  async save(tx: Tx, owner: CartOwner, lineIds: readonly string[]): Promise<readonly SaveOutcome[] | undefined> {
    const draft = await this.editor.open(tx, owner);
    const lines = lineIds.map((id) => draft.linesOf(owner.id).find((line) => line.id === id));
    if (lines.includes(undefined)) return undefined;
    const outcomes = lines.map((line) => saveLine(draft, line!, this.settings));
    await this.editor.write(tx, draft, new Map());
    return outcomes;
  }

  /** Reads what moving these lines back needs. Outside any transaction. */
  async prepareReturn(owner: CartOwner, lineIds: readonly string[]): Promise<PreparedReturns> {
    const { rows } = await this.viewer.read(owner.id);
    const meant = rows.filter((row) => row.saved && lineIds.includes(row.id));
    const goods = await this.goods.byId(
      meant.map((row) => row.variantId),
      { withStock: true, withBought: true, ownerId: owner.id },
    );
    const context = await this.pricing.contextOfGoods(owner.id, [...goods.values()]);
    return new Map(
      meant.map((row) => {
        const own = goods.get(row.variantId);
        return [
          row.id,
          {
            wanted: { sku: own?.variant.sku ?? row.variantId, quantity: row.quantity },
            variantId: row.variantId,
            goods: own,
            messages: { values: row.messages, hash: row.messagesHash },
            faults: own === undefined ? [] : validateMessages(own.variant.messageFields, row.messages),
            ...(own !== undefined && { price: unitPriceOf(own, context) }),
          },
        ];
      }),
    );
  }

  /** Moves saved lines back into the cart, each as far as it can be; `undefined` when one is not saved in this cart. */
  async giveBack(
    tx: Tx,
    owner: CartOwner,
    lineIds: readonly string[],
    prepared: PreparedReturns,
  ): Promise<readonly AddOutcome[] | undefined> {
    const draft = await this.editor.open(tx, owner);
    const lines = lineIds.map((id) => draft.savedOf(owner.id).find((line) => line.id === id));
    if (lines.some((line) => line === undefined || prepared.get(line.id) === undefined)) return undefined;
    const outcomes = lines.map((line) => returnLine(draft, line!, prepared.get(line!.id)!, this.settings));
    const variants = variantsOf([...prepared.values()].flatMap(({ goods }) => goods ?? []));
    const cuts = await this.editor.write(tx, draft, variants);
    return outcomes.map((outcome) => afterHolds(outcome, cuts));
  }
}

/** Reads the cart's selection in the words of buying. */
import { Injectable } from '@nestjs/common';
import { CartService } from '#libs/cart';
import { CatalogSnapshot } from '#libs/catalog';
import type { WantedLine } from './placement.types.js';

@Injectable()
export class SelectedCartLines {
  constructor(
    private readonly cart: CartService,
    private readonly catalog: CatalogSnapshot,
  ) {}

  async of(ownerId: string): Promise<readonly WantedLine[]> {
    const selected = await this.cart.selected(ownerId);
    const variants = await this.catalog.variantsById(selected.map((line) => line.variantId));
    return selected.map((line) => ({
      // A variant that is gone keeps its id as its name, so that it is refused by name and not left out silently.
      sku: variants.get(line.variantId)?.sku ?? line.variantId,
      quantity: line.quantity,
      cartLine: { lineId: line.lineId, version: line.version, holdId: line.holdId },
      seen: { priceMinor: line.priceWhenAddedMinor, offerId: line.offerWhenAdded },
      ...(Object.keys(line.messages).length > 0 && { messages: line.messages }),
    }));
  }
}

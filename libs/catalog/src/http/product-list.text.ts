/** The product list as JSON, written from texts that are kept: most of it is the same for every reader. */
import type { ProductCard, ProductList } from '../browse.types.js';
import type { OfferBadge } from '../catalog.ports.js';
import type { OfferBadgeDto, ProductCardDto } from './browse.dto.js';
import { memberPriceDtos } from './shared.dto.js';

/** The list as JSON: most of a card is the same text for every reader, so it is written once. */
export function productListText(
  list: ProductList,
  about: { readonly nextCursor: string | null; readonly currency: string },
): string {
  const items = list.items.map(cardText).join();
  const { nextCursor, currency } = about;
  return `{"items":[${items}],"offers":${badgesText(list.items)},"nextCursor":${JSON.stringify(nextCursor)},"currency":"${currency}"}`;
}

const texts = new WeakMap<object, string>();

function cardText(card: ProductCard): string {
  const { lasting, salesCount, inStock } = card;
  let text = lasting && texts.get(lasting);
  if (text === undefined) {
    text = JSON.stringify(lastingDto(card)).slice(0, -1);
    if (lasting !== undefined) texts.set(lasting, text);
  }
  return `${text},"salesCount":${salesCount},"inStock":${inStock}}`;
}

function lastingDto(card: ProductCard): Omit<ProductCardDto, 'salesCount' | 'inStock'> {
  return {
    id: card.productId,
    merchantId: card.merchantId,
    kind: card.kind,
    title: card.title,
    pictureUrl: card.pictureUrl,
    priceFromMinor: card.priceFromMinor,
    priceToMinor: card.priceToMinor,
    offerPriceMinor: card.offerPriceMinor,
    memberPrices: memberPriceDtos(card.memberPricesMinor),
    offerIds: card.offers.map(({ offerId }) => offerId),
    categoryIds: [...card.categoryIds],
    createdAt: card.createdAt.toISOString(),
  };
}

/** The offers of a page of cards as JSON, each once, in the order they are first named. */
function badgesText(cards: readonly ProductCard[]): string {
  const named = new Set<OfferBadge>();
  for (const { offers } of cards) for (const badge of offers) named.add(badge);
  let text = '';
  for (const badge of named) text += (text === '' ? '' : ',') + shownBadge(badge).text;
  return `[${text}]`;
}

/** Badges are the same objects as long as prices stand, and are shown on most cards of a list. */
const badges = new WeakMap<OfferBadge, { readonly dto: OfferBadgeDto; readonly text: string }>();

/** An offer beside goods, and its JSON. */
export function shownBadge(badge: OfferBadge): { readonly dto: OfferBadgeDto; readonly text: string } {
  let shown = badges.get(badge);
  if (shown === undefined) {
    const { offerId: id, kind, name, state, startsAt, endsAt } = badge;
    const dto = { id, kind, name, state, startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
    badges.set(badge, (shown = { dto, text: JSON.stringify(dto) }));
  }
  return shown;
}

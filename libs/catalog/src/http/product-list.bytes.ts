/** The product list as JSON, put together of bytes that are kept: most of it is the same for every reader. */
import type { ProductCard, ProductList } from '../browse.types.js';
import type { OfferBadge } from '../catalog.ports.js';
import type { OfferBadgeDto, ProductCardDto } from './browse.dto.js';
import { memberPriceDtos } from './shared.dto.js';

const COMMA = 0x2c;

/** The list as JSON: most of a card is the same for every reader, so it is written once. */
export function productListBytes(
  list: ProductList,
  about: { readonly nextCursor: string | null; readonly currency: string },
): Uint8Array {
  const cards = list.items.map(lastingBytes);
  // Of digits and Latin letters alone: as many bytes as characters.
  const tails = list.items.map(({ salesCount, inStock }) => `,"salesCount":${salesCount},"inStock":${inStock}}`);
  const named = badgesOf(list.items);
  const end = `],"nextCursor":${JSON.stringify(about.nextCursor)},"currency":"${about.currency}"}`;
  let size = HEAD.length + MIDDLE.length + end.length + cards.length + named.length;
  cards.forEach((card, i) => (size += card.length + tails[i]!.length));
  for (const { bytes } of named) size += bytes.length;
  const json = Buffer.allocUnsafe(size);
  let at = json.write(HEAD, 'latin1');
  cards.forEach((card, i) => {
    if (i > 0) json[at++] = COMMA;
    json.set(card, at);
    at += card.length;
    at += json.write(tails[i]!, at, 'latin1');
  });
  at += json.write(MIDDLE, at, 'latin1');
  named.forEach(({ bytes }, i) => {
    if (i > 0) json[at++] = COMMA;
    json.set(bytes, at);
    at += bytes.length;
  });
  at += json.write(end, at, 'latin1');
  return json.subarray(0, at);
}

const HEAD = '{"items":[';
const MIDDLE = '],"offers":[';
const kept = new WeakMap<object, Uint8Array>();

/** A card but for its sales and stock, and its closing brace. */
function lastingBytes(card: ProductCard): Uint8Array {
  const { lasting } = card;
  let bytes = lasting && kept.get(lasting);
  if (bytes === undefined) {
    bytes = Buffer.from(JSON.stringify(lastingDto(card)).slice(0, -1));
    if (lasting !== undefined) kept.set(lasting, bytes);
  }
  return bytes;
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

interface ShownBadge {
  readonly dto: OfferBadgeDto;
  readonly bytes: Uint8Array;
}

/** The offers of a page of cards, each once, in the order they are first named. */
function badgesOf(cards: readonly ProductCard[]): readonly ShownBadge[] {
  const named = new Set<OfferBadge>();
  for (const { offers } of cards) for (const badge of offers) named.add(badge);
  return [...named].map(shownBadge);
}

/** Badges are the same objects as long as prices stand, and are shown on most cards of a list. */
const badges = new WeakMap<OfferBadge, ShownBadge>();

/** An offer beside goods, and its JSON. */
export function shownBadge(badge: OfferBadge): ShownBadge {
  let shown = badges.get(badge);
  if (shown === undefined) {
    const { offerId: id, kind, name, state, startsAt, endsAt } = badge;
    const dto = { id, kind, name, state, startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
    badges.set(badge, (shown = { dto, bytes: Buffer.from(JSON.stringify(dto)) }));
  }
  return shown;
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#libs/platform';
import { Operation, pageFrom, Public, type Page, idCursor } from '#libs/platform/http';
import { OfferSnapshot } from '../offer-snapshot.js';
import { type Offer, offerState, type Scope } from '../pricing/offer.types.js';
import { OfferDto, offerDto, OfferPage, OfferQuery } from './offer.dto.js';

@ApiTags('promotion')
@Public()
@Controller('v1/offers')
export class OffersController {
  constructor(
    private readonly database: Database,
    private readonly snapshot: OfferSnapshot,
  ) {}

  @Get()
  @Operation({
    id: 'listOffers',
    summary: 'Running offers, and upcoming ones that are announced',
    answer: { status: 200, type: OfferPage },
  })
  async list(@Query() query: OfferQuery): Promise<Page<OfferDto>> {
    const { limit, cursor, state } = query;
    const after = idCursor(cursor);
    if (this.snapshot.version === 0) await this.snapshot.refresh();
    const now = await this.database.now();
    const shown = this.snapshot
      .shownAt(now)
      .filter(({ offerId }) => after === undefined || offerId > after)
      .filter((offer) => state === undefined || offerState(offer, now) === state)
      .filter((offer) => isNamed(offer, query))
      .toSorted((a, b) => (a.offerId < b.offerId ? -1 : 1));
    return pageFrom(shown.slice(0, limit + 1), limit, {
      cursor: (last) => [last.offerId],
      item: (offer) => offerDto(offer, now),
    });
  }
}

/** True when the offer is about everything, or names what is asked for. */
function isNamed({ scope }: Offer, { variantId, merchantId, categoryId }: OfferQuery): boolean {
  const asked: Partial<Record<Scope['kind'], string>> = {
    ...(variantId !== undefined && { variants: variantId }),
    ...(merchantId !== undefined && { merchants: merchantId }),
    ...(categoryId !== undefined && { categories: categoryId }),
  };
  if (Object.keys(asked).length === 0 || scope.kind === 'all') return true;
  const id = asked[scope.kind];
  return id !== undefined && scope.ids.includes(id);
}

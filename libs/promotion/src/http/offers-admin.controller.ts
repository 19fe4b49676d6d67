import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Database, Idempotency, uuid7 } from '#libs/platform';
import {
  Access,
  Caller,
  created,
  IfMatch,
  momentCursor,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  platformProblems,
  staleVersion,
  VERSION_PROBLEMS,
  Versioned,
  versioned,
  type Page,
  type Principal,
} from '#libs/platform/http';
import type { OfferRecord } from '../db/offer.statements.js';
import { type CheckedTerms, checkedTerms, type OfferWindow, type TermsFault, windowFaults } from '../offer.rules.js';
import { type OfferOutcome, OfferService } from '../offer.service.js';
import { promotionProblems } from '../promotion.errors.js';
import {
  AdminOfferDto,
  adminOfferDto,
  AdminOfferPage,
  AdminOfferQuery,
  CloneDto,
  OfferTermsDto,
  WindowDto,
  windowOf,
} from './offer.dto.js';

const EDIT_PROBLEMS = [...VERSION_PROBLEMS, 'OFFER_STATE'];

@ApiTags('promotion administration')
@Access('operator', 'admin')
@Controller('v1/admin/offers')
export class OffersAdminController {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    id: 'createOffer',
    summary: 'Make an offer; it runs by itself from startsAt to endsAt',
    answer: { status: 201, type: AdminOfferDto },
    problems: ['OFFER_INVALID', 'OFFERS_FULL'],
    idempotent: 'honoured',
  })
  create(
    @Caller() caller: Principal,
    @Body() body: OfferTermsDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AdminOfferDto>> {
    return this.idempotency.once({ principal: caller, key, operation: 'createOffer', body }, async (tx) => {
      const offer = { ...validTerms(body), ...validWindow(windowOf(body), tx.now) };
      const outcome = await this.offers.create(tx, { ...offer, offerId: uuid7(), createdBy: caller.id });
      return created(adminOfferDto(offerOf(outcome), tx.now));
    });
  }

  @Get()
  @Operation({
    id: 'listOffersForAdmin',
    summary: 'Offers of every state, newest first',
    answer: { status: 200, type: AdminOfferPage },
  })
  async list(@Query() query: AdminOfferQuery): Promise<Page<AdminOfferDto>> {
    const { limit, cursor, kind, state } = query;
    const now = await this.database.now();
    const filter = { ...(kind !== undefined && { kind }), ...(state !== undefined && { state }) };
    const last = momentCursor(cursor);
    const after = last && { createdAt: last.at, offerId: last.id };
    const rows = await this.offers.list(filter, { limit: limit + 1, after }, now);
    return pageFrom(rows, limit, {
      cursor: (last) => [last.createdAt.getTime(), last.offerId],
      item: (offer) => adminOfferDto(offer, now),
    });
  }

  @Get(':id')
  @Operation({
    id: 'getOfferForAdmin',
    summary: 'An offer with its counters',
    answer: { status: 200, type: AdminOfferDto },
  })
  async read(@Param('id') id: string): Promise<Answer<AdminOfferDto>> {
    const offer = await this.offers.find(id);
    if (offer === undefined) throw noOffer();
    return versioned(adminOfferDto(offer, await this.database.now()));
  }

  @Versioned()
  @Post(':id/schedule')
  @Operation({
    id: 'scheduleOffer',
    summary: 'Move the window of an offer; preheating shows it before it starts',
    answer: { status: 201, type: AdminOfferDto },
    problems: [...EDIT_PROBLEMS, 'OFFER_INVALID'],
    idempotent: 'honoured',
  })
  schedule(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: WindowDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AdminOfferDto>> {
    const call = { principal: caller, key, operation: 'scheduleOffer', body: { id, version, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const window = validWindow(windowOf(body), tx.now);
      return created(adminOfferDto(offerOf(await this.offers.schedule(tx, { offerId: id, version }, window)), tx.now));
    });
  }

  @Versioned()
  @Post(':id/stop')
  @Operation({
    id: 'stopOffer',
    summary: 'End an offer now',
    description: 'One that has not begun will not begin; orders placed under it keep their prices.',
    answer: { status: 201, type: AdminOfferDto },
    problems: EDIT_PROBLEMS,
    idempotent: 'honoured',
  })
  stop(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AdminOfferDto>> {
    const call = { principal: caller, key, operation: 'stopOffer', body: { id, version } };
    return this.idempotency.once(call, async (tx) =>
      created(adminOfferDto(offerOf(await this.offers.stop(tx, { offerId: id, version })), tx.now)),
    );
  }

  @Post(':id/clones')
  @Operation({
    id: 'cloneOffer',
    summary: 'Make an offer with the terms of another, in a window of its own',
    answer: { status: 201, type: AdminOfferDto },
    problems: ['OFFER_INVALID', 'OFFERS_FULL'],
    idempotent: 'honoured',
  })
  clone(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: CloneDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AdminOfferDto>> {
    const call = { principal: caller, key, operation: 'cloneOffer', body: { id, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const { name } = body;
      const copy = { ...validWindow(windowOf(body), tx.now), ...(name !== undefined && { name }) };
      const outcome = await this.offers.clone(tx, id, { ...copy, offerId: uuid7(), createdBy: caller.id });
      return created(adminOfferDto(offerOf(outcome), tx.now));
    });
  }
}

/** @throws Problem 422 OFFER_INVALID */
export function validTerms(body: OfferTermsDto): CheckedTerms {
  const terms = checkedTerms(body);
  if ('rules' in terms) return terms;
  throw invalidOffer(terms);
}

function validWindow(window: OfferWindow, now: Date): OfferWindow {
  const faults = windowFaults(window, now);
  if (faults.length > 0) throw invalidOffer(faults);
  return window;
}

function invalidOffer(errors: readonly TermsFault[]): Error {
  return promotionProblems.OFFER_INVALID(`${errors[0]!.path} ${errors[0]!.message}`, { errors });
}

function noOffer(): Error {
  return platformProblems.NOT_FOUND('there is no such offer');
}

function offerOf(outcome: OfferOutcome): OfferRecord {
  switch (outcome.kind) {
    case 'done':
      return outcome.offer;
    case 'unknown':
      throw noOffer();
    case 'stale':
      throw staleVersion(outcome.version);
    case 'state':
      throw promotionProblems.OFFER_STATE(`the offer is ${outcome.state}`, { state: outcome.state });
    case 'full':
      throw promotionProblems.OFFERS_FULL('stop one first', { max: outcome.max });
  }
}

/** What an order would cost and what stands against it. Asks the planner that placement asks; holds nothing. */
import { Injectable } from '@nestjs/common';
import { Problem } from '#libs/platform';
import { BasketOutOfRange, type Breakdown } from '#libs/promotion';
import type { PreviewAnswerDto, PreviewProblemDto } from './http/preview.answers.js';
import { previewedGifts } from './gifts.rules.js';
import { OrderPlanner } from './order-planner.js';
import { orderProblems } from './order-saga.errors.js';
import { OrderSettings } from './order.settings.js';
import type { LineFault, PlannedLine, WantedLine, Wish } from './placement.types.js';
import { PreviewBasisReader, type PreviewBasis } from './preview-basis.service.js';
import { driftedLines, limitedLines, shortLines } from './preview-problems.rules.js';
import {
  previewBreakdown,
  previewCoupons,
  previewLines,
  previewOffers,
  previewOrder,
  previewShipping,
  previewTenders,
} from './preview.rules.js';
import { SelectedCartLines } from './selected-cart-lines.js';

@Injectable()
export class PreviewService {
  constructor(
    private readonly basis: PreviewBasisReader,
    private readonly planner: OrderPlanner,
    private readonly selection: SelectedCartLines,
    private readonly settings: OrderSettings,
  ) {}

  /** The selected cart lines as lines to buy. */
  selectedLines(ownerId: string): Promise<readonly WantedLine[]> {
    return this.selection.of(ownerId);
  }

  /** Prices what can be priced and names every problem by line. The numbers are those of a placement made now. */
  async preview(wish: Wish): Promise<PreviewAnswerDto> {
    const basis = await this.basis.read(wish);
    const { lines, faults } = this.planner.resolve(wish, basis.planning);
    const reach = await this.basis.reach(wish.customerId, lines, basis.planning.giftVariants);
    const breakdown = this.counted(this.planner.price(wish, lines, basis.planning));
    // Priced once more for what could be used: judging more coupons and points may share out a cent differently.
    const judged = this.counted(
      this.planner.price({ ...wish, points: wish.points || basis.points }, lines, basis.judging),
    );
    const usable = { credit: basis.credit, points: Math.min(judged.points?.usableMax ?? 0, basis.points) };
    const problems = [
      ...faultyLines(wish, lines, faults),
      ...shortLines(lines, reach),
      ...limitedLines(lines, breakdown),
      ...driftedLines(lines, breakdown, { kept: basis.offers, now: basis.planning.now }),
      ...this.orderProblems(wish, basis, breakdown, faults),
    ];
    const total = breakdown.totalMinor;
    // A total that is not the expected one stands against the order as asked, not against the one that is offered.
    const isFree = problems.every(({ sku, code, blocks }) => !blocks || (sku === null && code === 'PRICE_CHANGED'));
    return {
      currency: this.settings.currency,
      total,
      breakdown: previewBreakdown(breakdown),
      lines: previewLines(lines, breakdown, reach.free),
      offers: previewOffers(breakdown),
      gifts: previewedGifts(breakdown.gifts, basis.planning, leftFor(lines, reach.free)),
      coupons: previewCoupons(judged),
      shipping: previewShipping(breakdown),
      ...previewTenders(wish, breakdown, usable),
      placeable: problems.every(({ blocks }) => !blocks),
      problems,
      order: isFree ? previewOrder(wish, total) : null,
    };
  }

  /** What placing it would be refused with beside its lines. */
  private orderProblems(
    wish: Wish,
    { planning, credit, points }: PreviewBasis,
    breakdown: Breakdown,
    faults: readonly LineFault[],
  ): PreviewProblemDto[] {
    const problems: PreviewProblemDto[] = [];
    const add = (code: string, detail: string): void => {
      problems.push({ sku: null, lineId: null, code, detail, blocks: true });
    };
    if (faults.length === 0) {
      const plan = this.planner.plan(wish, planning);
      // Lines have been named one by one already.
      if (plan instanceof Problem && plan.code !== 'LINES_REFUSED') add(plan.code, plan.detail);
    }
    if (wish.credit.use === 'exact' && wish.credit.amount > credit)
      add('INSUFFICIENT_CREDIT', `${credit} of credit is there`);
    if ((breakdown.points?.used ?? 0) > points) add('INSUFFICIENT_POINTS', `${points} points are there`);
    return problems;
  }

  private counted(breakdown: Breakdown | BasketOutOfRange): Breakdown {
    if (breakdown instanceof BasketOutOfRange) throw orderProblems.LINES_REFUSED(breakdown.message, { lines: [] });
    return breakdown;
  }
}

/** Faults by line: the planner names those it left out, in the order of the wish. */
function faultyLines(
  { lines }: Wish,
  planned: readonly PlannedLine[],
  faults: readonly LineFault[],
): PreviewProblemDto[] {
  const resolved = new Set(planned.map(({ wanted }) => wanted));
  const faulty = lines.filter((line) => !resolved.has(line));
  return faults.map(({ sku, code, detail }, i) => ({
    sku,
    lineId: faulty[i]?.cartLine?.lineId ?? null,
    code,
    detail,
    blocks: true,
  }));
}

/** What is left of the stock once the lines are served. */
function leftFor(lines: readonly PlannedLine[], free: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const left = new Map(free);
  for (const { variant, wanted } of lines)
    left.set(variant.variantId, (left.get(variant.variantId) ?? 0) - wanted.quantity);
  return left;
}

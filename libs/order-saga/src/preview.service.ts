/** What an order would cost and what stands against it. Asks the planner that placement asks; holds nothing. */
import { Injectable } from '@nestjs/common';
import { Database, Problem } from '#libs/platform';
import { InventoryService } from '#libs/inventory';
import { BasketOutOfRange } from '#libs/promotion';
import { WalletService } from '#libs/wallet-credit';
import type { PreviewAnswerDto, PreviewProblemDto } from './http/order.answers.js';
import { breakdownMembers, isShipped, OrderPlanner } from './order-planner.js';
import { orderProblems } from './order-saga.errors.js';
import { OrderSettings } from './order.settings.js';
import { SelectedCartLines } from './selected-cart-lines.js';
import { WishLimits } from './wish-limits.js';
import type { PlannedLine, WantedLine, Wish } from './placement.types.js';

@Injectable()
export class PreviewService {
  constructor(
    private readonly database: Database,
    private readonly planner: OrderPlanner,
    private readonly limits: WishLimits,
    private readonly inventory: InventoryService,
    private readonly wallet: WalletService,
    private readonly selection: SelectedCartLines,
    private readonly settings: OrderSettings,
  ) {}

  /** The selected cart lines as lines to buy. */
  selectedLines(ownerId: string): Promise<readonly WantedLine[]> {
    return this.selection.of(ownerId);
  }

  /** Prices what can be priced and names every problem by line. */
  async preview(wish: Wish): Promise<PreviewAnswerDto> {
    const [basis, wallets] = await Promise.all([
      this.database.transaction(async (tx) => {
        await this.planner.freshen(tx);
        const gathered = await this.planner.gather(tx, [wish]);
        return { ...gathered, ...(await this.limits.of(tx, [wish], gathered))[0] };
      }),
      this.wallet.balance(wish.customerId),
    ]);
    const { lines, faults } = this.planner.resolve(wish, basis);
    const available = await this.inventory.availability(
      lines.filter(({ variant }) => isShipped(variant)).map(({ variant }) => variant.variantId),
    );
    const breakdown = this.planner.price(wish, lines, basis);
    if (breakdown instanceof BasketOutOfRange) throw orderProblems.LINES_REFUSED(breakdown.message, { lines: [] });
    const problems: PreviewProblemDto[] = [...faults, ...shortLines(lines, available)];
    if (faults.length === 0) {
      const plan = this.planner.plan(wish, basis);
      if (plan instanceof Problem) problems.push({ sku: null, code: plan.code, detail: plan.detail });
    }
    const usableCredit = wallets.get('credit')?.available ?? 0;
    const total = breakdown.totalMinor;
    const wished = wish.credit.use === 'none' ? 0 : wish.credit.use === 'max' ? total : wish.credit.amount;
    if (wished > usableCredit && wish.credit.use === 'exact')
      problems.push({ sku: null, code: 'INSUFFICIENT_CREDIT', detail: `${usableCredit} of credit is there` });
    const creditApplied = Math.min(wished, usableCredit, total);
    const points = breakdown.points?.usableMax ?? 0;
    return {
      currency: this.settings.currency,
      total,
      breakdown: breakdownMembers(breakdown) as unknown as PreviewAnswerDto['breakdown'],
      lines: lines.map(({ variant, wanted }, i) => ({
        sku: variant.sku,
        variantId: variant.variantId,
        title: variant.title,
        quantity: wanted.quantity,
        unitPrice: variant.priceMinor,
        list: breakdown.lines[i]!.listMinor,
        discount: breakdown.lines[i]!.listMinor - breakdown.lines[i]!.payableMinor,
        payable: breakdown.lines[i]!.payableMinor,
        available: isShipped(variant) ? (available.get(variant.variantId) ?? 0) : null,
      })),
      usableCredit,
      usablePoints: Math.min(points, wallets.get('points')?.available ?? 0),
      creditApplied,
      amountDue: total - creditApplied,
      placeable: problems.length === 0,
      problems,
    };
  }
}

function shortLines(lines: readonly PlannedLine[], available: ReadonlyMap<string, number>): PreviewProblemDto[] {
  const wanted = new Map<string, { sku: string; quantity: number }>();
  for (const { variant, wanted: line } of lines) {
    if (!isShipped(variant)) continue;
    wanted.set(variant.variantId, {
      sku: variant.sku,
      quantity: (wanted.get(variant.variantId)?.quantity ?? 0) + line.quantity,
    });
  }
  return [...wanted].flatMap(([variantId, { sku, quantity }]) => {
    const free = available.get(variantId) ?? 0;
    return free >= quantity ? [] : [{ sku, code: 'OUT_OF_STOCK', detail: `${free} of ${quantity} are available` }];
  });
}

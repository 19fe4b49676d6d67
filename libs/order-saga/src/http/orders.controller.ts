/** Buying: one product at once, several, or the selected lines of the cart. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer, Problem, requestHash } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  Operation,
  OptionalIdempotencyKey,
  validationFailed,
  type Principal,
} from '#libs/platform/http';
import { OrderDto } from '#libs/order';
import { CancellationService } from '../cancellation.service.js';
import { orderProblems } from '../order-saga.errors.js';
import { OrderSettings } from '../order.settings.js';
import { PlacementService } from '../placement.service.js';
import type { WantedLine } from '../placement.types.js';
import { selectionMark } from '../preview.rules.js';
import { PreviewService } from '../preview.service.js';
import { PlacedOrderDto } from './order.answers.js';
import { PreviewAnswerDto } from './preview.answers.js';
import { PlaceCartOrderDto, PlaceOrderDto, PreviewDto, wishOf, withWhatWasSeen } from './order.requests.js';
import { OrderIdParams } from './order.params.js';

const PLACEMENT_PROBLEMS = [
  'LINES_REFUSED',
  'INSUFFICIENT_STOCK',
  'PURCHASE_LIMIT',
  'INSUFFICIENT_CREDIT',
  'INSUFFICIENT_POINTS',
  'CREDIT_EXCEEDS_TOTAL',
  'WALLET_FROZEN',
  'PRICE_CHANGED',
  'OFFER_REFUSED',
  'COUPON_REFUSED',
  'ADDRESS_REQUIRED',
];

@ApiTags('orders')
@Controller('v1')
export class OrdersController {
  constructor(
    private readonly placement: PlacementService,
    private readonly previews: PreviewService,
    private readonly cancellations: CancellationService,
    private readonly settings: OrderSettings,
  ) {}

  @Post('orders')
  @Access('customer')
  @Operation({
    id: 'placeOrder',
    summary: 'Buy one product at once, or several',
    idempotent: 'required',
    description:
      'Does not touch the cart. All or nothing: a refusal holds nothing. Paid in full by credit the order is `paid` at once, else `awaiting_payment` until `payBy`.',
    answer: { status: 201, type: PlacedOrderDto },
    problems: PLACEMENT_PROBLEMS,
  })
  place(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() body: PlaceOrderDto,
  ): Promise<Answer<unknown>> {
    const lines = this.checked(linesOf(body));
    return this.placement.place({
      principalId: caller.id,
      key,
      requestHash: requestHash('placeOrder', body),
      wish: wishOf(body, caller.id, lines),
    });
  }

  @Post('orders/from-cart')
  @Access('customer')
  @Operation({
    id: 'placeOrderFromCart',
    summary: 'Buy the selected lines of the cart',
    idempotent: 'required',
    description: 'The lines leave the cart in the same act.',
    answer: { status: 201, type: PlacedOrderDto },
    problems: [...PLACEMENT_PROBLEMS, 'NOTHING_SELECTED', 'CART_CHANGED'],
  })
  async placeFromCart(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() body: PlaceCartOrderDto,
  ): Promise<Answer<unknown>> {
    const call = { principalId: caller.id, key, requestHash: requestHash('placeOrderFromCart', body) };
    const selected = await this.previews.selectedLines(caller.id);
    const isAsSeen = body.selection === undefined || body.selection === selectionMark(selected);
    if (selected.length === 0 || !isAsSeen) {
      // The lines may be gone because this very request was carried out before.
      const kept = await this.placement.kept(call);
      if (kept !== undefined) return kept;
      if (selected.length === 0) throw orderProblems.NOTHING_SELECTED('select a line first');
      throw orderProblems.CART_CHANGED('other lines are selected than were previewed; preview them again');
    }
    return this.placement.place({ ...call, wish: wishOf(body, caller.id, selected) });
  }

  @Post('checkout/preview')
  @Access('customer')
  @Operation({
    id: 'previewCheckout',
    summary: 'What an order would cost, and what stands against it',
    answer: { status: 200, type: PreviewAnswerDto },
    description:
      'Prices the lines in the body, or the selected cart lines, with the function that places them. Holds nothing. ' +
      '`order` can be sent as it is.',
    problems: ['NOTHING_SELECTED', 'LINES_REFUSED'],
  })
  async preview(@Caller() caller: Principal, @Body() body: PreviewDto): Promise<PreviewAnswerDto> {
    if (body.credit?.use === 'exact' && body.credit.amount === undefined)
      throw oneOf('credit.amount', '`exact` needs an `amount`');
    const lines =
      body.lines === undefined
        ? await this.previews.selectedLines(caller.id)
        : this.checked(body.lines.map(withWhatWasSeen));
    if (lines.length === 0) throw orderProblems.NOTHING_SELECTED('select a line or send `lines`');
    return this.previews.preview(wishOf(body, caller.id, lines));
  }

  @Post('orders/:orderId/cancellation')
  @Access('customer')
  @Operation({
    id: 'cancelOrder',
    summary: 'Cancel an unpaid order',
    idempotent: 'honoured',
    answer: { status: 200, type: OrderDto },
    description: 'Everything held is given back; a payment under way is called off at its gateway first.',
    problems: ['ORDER_NOT_FOUND', 'ORDER_NOT_CANCELLABLE'],
  })
  cancel(
    @Caller() caller: Principal,
    @Param() { orderId }: OrderIdParams,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<OrderDto>> {
    return this.cancellations.cancel(caller, orderId, key);
  }

  private checked(lines: readonly WantedLine[]): readonly WantedLine[] {
    const { linesMax, lineQuantityMax } = this.settings;
    if (lines.length > linesMax)
      throw validationFailed([{ path: 'lines', code: 'maxItems', message: `at most ${linesMax} lines` }]);
    const tooMany = lines.findIndex((line) => line.quantity > lineQuantityMax);
    if (tooMany >= 0)
      throw validationFailed([
        { path: `lines[${tooMany}].quantity`, code: 'maximum', message: `at most ${lineQuantityMax} units a line` },
      ]);
    return lines;
  }
}

function linesOf(body: PlaceOrderDto): readonly WantedLine[] {
  if (body.credit?.use === 'exact' && body.credit.amount === undefined)
    throw oneOf('credit.amount', '`exact` needs an `amount`');
  if (body.lines !== undefined) {
    if (body.sku !== undefined || body.quantity !== undefined || body.messages !== undefined)
      throw oneOf('lines', 'send either `lines` or `sku` with `quantity`');
    return body.lines;
  }
  if (body.sku === undefined || body.quantity === undefined)
    throw oneOf('sku', 'send `sku` and `quantity`, or `lines`');
  return [{ sku: body.sku, quantity: body.quantity, ...(body.messages && { messages: body.messages }) }];
}

function oneOf(path: string, message: string): Problem {
  return validationFailed([{ path, code: 'required', message }]);
}

/** What operators did to an offer or coupon, over HTTP. */
import { FreeForm, Integer, OneOf, pageFrom, pageOf, Time, Uuid, type Page } from '#libs/platform/http';
import { ACTS, type ActKind, type ActRow } from '../db/act.statements.js';

export class PromotionActDto {
  @Integer({ min: 1, example: 2, description: 'The n-th act' })
  seq!: number;

  @OneOf(ACTS, { example: 'scheduled' })
  what!: ActKind;

  @Uuid({ nullable: true, description: 'Who; null when it was not an operator' })
  actor!: string | null;

  @Time()
  happenedAt!: string;

  @FreeForm({
    description: 'What changed',
    example: { before: { endsAt: null }, after: { endsAt: '2026-12-01T00:00:00Z' } },
  })
  details!: Readonly<Record<string, unknown>>;
}

export const PromotionActPage = pageOf(PromotionActDto);

export function actPage(rows: readonly ActRow[], limit: number): Page<PromotionActDto> {
  return pageFrom(rows, limit, {
    cursor: (last) => [last.seq],
    item: ({ happenedAt, ...act }) => ({ ...act, happenedAt: happenedAt.toISOString() }),
  });
}

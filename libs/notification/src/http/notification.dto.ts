/** Notifications over HTTP. */
import { Dictionary, Flag, Integer, OneOf, pageOf, PageQuery, Text, Time, Uuid } from '#libs/platform/http';

/** Something a customer was told. */
export class NotificationDto {
  @Uuid()
  id!: string;

  @Text({ max: 40, example: 'price_drop', description: 'What it is about: cart_left, price_drop, restock …' })
  kind!: string;

  @Text({ max: 120, example: 'Cheaper now' })
  title!: string;

  @Text({ max: 1_000, example: 'Enamel mug in your cart costs 15.00 instead of 19.99' })
  body!: string;

  @Dictionary({
    max: 20,
    keyMax: 40,
    valueMax: 200,
    example: { sku: 'MUG-RED', price: '1500' },
    description: 'Ids, and amounts in minor units, as text',
  })
  about!: Readonly<Record<string, string>>;

  @Time()
  createdAt!: string;

  @Time({ nullable: true })
  readAt!: string | null;
}

export const NotificationPage = pageOf(NotificationDto);

export class NotificationQuery extends PageQuery {
  @OneOf(['all', 'unread'], { optional: true, default: 'all', description: 'Which to list' })
  show: 'all' | 'unread' = 'all';
}

/** Up to which notification all are read. */
export class ReadingDto {
  @Uuid({ description: 'The newest one seen: all up to it are read' })
  upTo!: string;
}

/** How many were read, and how many are not. */
export class ReadingAnswer {
  @Integer({ min: 0, example: 3 })
  read!: number;
}

export class UnreadAnswer {
  @Integer({ min: 0, max: 100, example: 2 })
  unread!: number;

  @Flag({ description: 'There are more than counted' })
  more!: boolean;
}

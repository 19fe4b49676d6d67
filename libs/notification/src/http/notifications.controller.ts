/** What the caller was told. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Idempotency, type Answer } from '#libs/platform';
import {
  Access,
  Caller,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  Uuid,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import type { NotificationRow } from '../db/notification.statements.js';
import { notificationProblems } from '../notification.errors.js';
import { NotificationService, UNREAD_COUNT_MAX } from '../notification.service.js';
import {
  NotificationDto,
  NotificationPage,
  NotificationQuery,
  ReadingAnswer,
  ReadingDto,
  UnreadAnswer,
} from './notification.dto.js';

class NotificationIdParams {
  @Uuid()
  id!: string;
}

@ApiTags('Notifications')
@Access('customer')
@Controller('v1/notifications')
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationService,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Operation({
    id: 'listNotifications',
    summary: 'What I was told, newest first',
    answer: { status: 200, type: NotificationPage },
  })
  async list(
    @Caller() caller: Principal,
    @Query() { limit, cursor, show }: NotificationQuery,
  ): Promise<Page<NotificationDto>> {
    const before = idCursor(cursor);
    const rows = await this.notifications.list(caller.id, {
      limit: limit + 1,
      unreadOnly: show === 'unread',
      ...(before !== undefined && { before }),
    });
    return pageFrom(rows, limit, { cursor: (last) => [last.id], item: dtoOf });
  }

  @Get('unread-count')
  @Operation({
    id: 'countUnreadNotifications',
    summary: 'How many I have not read',
    answer: { status: 200, type: UnreadAnswer },
  })
  async unread(@Caller() caller: Principal): Promise<UnreadAnswer> {
    const unread = await this.notifications.unread(caller.id);
    return { unread: Math.min(unread, UNREAD_COUNT_MAX - 1), more: unread >= UNREAD_COUNT_MAX };
  }

  @Post(':id/reading')
  @Operation({
    id: 'readNotification',
    summary: 'Mark one as read',
    answer: { status: 200, type: NotificationDto },
    problems: ['NOTIFICATION_NOT_FOUND'],
    idempotent: 'honoured',
  })
  read(
    @Caller() caller: Principal,
    @Param() { id }: NotificationIdParams,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<NotificationDto>> {
    return this.idempotency.once(
      { principal: caller, key, operation: 'readNotification', body: { id } },
      async (tx) => {
        const row = await this.notifications.read(tx, caller.id, id);
        if (row === undefined) throw notificationProblems.NOTIFICATION_NOT_FOUND('it is not among yours');
        return { status: 200, body: dtoOf(row) };
      },
    );
  }

  @Post('readings')
  @Operation({
    id: 'readNotifications',
    summary: 'Mark all up to one as read',
    answer: { status: 200, type: ReadingAnswer },
    idempotent: 'honoured',
  })
  readUpTo(
    @Caller() caller: Principal,
    @OptionalIdempotencyKey() key: string | undefined,
    @Body() body: ReadingDto,
  ): Promise<Answer<ReadingAnswer>> {
    return this.idempotency.once({ principal: caller, key, operation: 'readNotifications', body }, async (tx) => ({
      status: 200,
      body: { read: await this.notifications.readUpTo(tx, caller.id, body.upTo) },
    }));
  }
}

function dtoOf({ about, createdAt, readAt, ...row }: NotificationRow): NotificationDto {
  return {
    ...row,
    about: Object.fromEntries(Object.entries(about).map(([key, value]) => [key, String(value)])),
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}

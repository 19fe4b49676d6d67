/** Live updates for one caller as Server-Sent Events, with replay by `Last-Event-ID`. */
import { Controller, Headers, Module, Sse, type MessageEvent } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import { Readiness } from '../metrics/readiness.js';
import { EventFeed } from '../outbox/event-feed.js';
import { isPosition } from '../outbox/outbox.js';
import { Access, Caller, type Principal } from './access.js';
import { Operation } from './operation.js';
import { platformProblems } from './platform-problems.js';

/** Proxies close silent connections, mostly after 30 to 60 s. */
const HEARTBEAT_MS = 15_000;

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly feed: EventFeed,
    private readonly readiness: Readiness,
  ) {}

  @Sse()
  @Access('customer', 'merchant', 'operator', 'admin')
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The id of the last event seen: what came after it is sent first',
    schema: { type: 'string', pattern: '^\\d{1,19}\\.\\d{1,18}$' },
  })
  @Operation({
    id: 'streamEvents',
    summary: 'Live changes of my wallet, orders and payments',
    description:
      'Committed changes only, each with an id to go on from. `reset`: too much was missed, load the present state.',
    answer: { status: 200, contentType: 'text/event-stream' },
  })
  stream(
    @Caller() caller: Principal,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Observable<MessageEvent> {
    if (lastEventId !== undefined && !isPosition(lastEventId))
      throw platformProblems.MALFORMED_REQUEST('Last-Event-ID is not an id of this stream');
    return new Observable<MessageEvent>((listener) => {
      const forget = this.readiness.onStop(() => listener.complete());
      // Every message carries the last position: a client sends back the id it saw last, whatever kind it was of.
      let position = lastEventId;
      const send = (id: string, message: { type: string; data: string }): void => {
        position = id;
        listener.next({ id, ...message });
      };
      const heartbeat = setInterval(() => {
        if (position !== undefined) send(position, { type: 'heartbeat', data: '' });
      }, HEARTBEAT_MS);
      const leaving = this.feed.subscribe({
        subjectId: caller.id,
        ...(lastEventId !== undefined && { after: lastEventId }),
        event: (event) => send(event.position, { type: event.topic, data: event.payload }),
        reset: (upTo) => send(upTo, { type: 'reset', data: '{}' }),
        ready: (upTo) => send(upTo, { type: 'ready', data: '{}' }),
      });
      leaving.catch((error: unknown) => listener.error(error));
      return () => {
        forget();
        clearInterval(heartbeat);
        leaving.then(
          (leave) => leave(),
          () => undefined,
        );
      };
    });
  }
}

/** Live events; for processes that serve clients. */
@Module({ controllers: [EventsController] })
export class EventsHttpModule {}

/** What operators and load balancers ask a process: alive, ready, and its numbers. */
import { Controller, Get, Header, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ApiTags } from '@nestjs/swagger';
import { Metrics } from '../metrics/metrics.js';
import { Readiness } from '../metrics/readiness.js';
import { Public, Unlimited } from './access.js';
import { Answer } from './answer.js';
import { Dictionary, Flag } from './fields.js';
import { Operation } from './operation.js';

/** Whether the process should be sent requests. */
export class ReadinessDto {
  @Flag({ description: 'True when every check is ok' })
  ready!: boolean;

  @Dictionary({ description: 'State per check; "ok" or a reason', example: { database: 'ok', migrations: 'ok' } })
  checks!: Record<string, string>;
}

/** That the process answers at all. */
export class LivenessDto {
  @Flag({ description: 'Always true: a dead process does not answer' })
  live!: boolean;
}

@ApiTags('Process')
@Public()
@Unlimited()
@Controller()
export class ProcessController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Operation({ id: 'getLiveness', summary: 'Is the process alive', answer: { status: 200, type: LivenessDto } })
  live(): LivenessDto {
    return { live: true };
  }

  @Get('health/ready')
  @Operation({
    id: 'getReadiness',
    summary: 'Should the process be sent requests; 503 with the same body when not',
    answer: { status: 200, type: ReadinessDto },
  })
  async ready(): Promise<Answer<ReadinessDto>> {
    const report = await this.readiness.report();
    return Answer.of(report.ready ? 200 : 503, report);
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Operation({
    id: 'getMetrics',
    summary: 'Numbers for Prometheus',
    answer: { status: 200, contentType: 'text/plain', description: 'Prometheus text format' },
  })
  text(): Promise<string> {
    return this.metrics.text();
  }
}

/** Health and metrics; also what the start check finds routes with. */
@Module({ imports: [DiscoveryModule], controllers: [ProcessController] })
export class PlatformHttpModule {}

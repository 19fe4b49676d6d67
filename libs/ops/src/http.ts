/** The controllers of ops; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { AuditLogController } from './http/audit-log.controller.js';
import { OpsModule } from './ops.module.js';

@Module({ imports: [OpsModule], controllers: [AuditLogController] })
export class OpsHttpModule {}

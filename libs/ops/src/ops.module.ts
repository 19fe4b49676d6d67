import { Module } from '@nestjs/common';
import { AnchorService } from './audit-log/anchor.service.js';
import { AuditLog } from './audit-log/audit-log.service.js';

@Module({ providers: [AuditLog, AnchorService], exports: [AuditLog, AnchorService] })
export class OpsModule {}

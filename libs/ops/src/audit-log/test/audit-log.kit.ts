/** An audit log of a test: its services, and acts by nobody in particular. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CartwrightConfig, uuid7, type RecordedAct } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { AnchorService } from '../anchor.service.js';
import { AuditLog } from '../audit-log.service.js';
import { verifyAuditLog, type AuditLogReport } from '../verify.js';

export interface LogUnderTest {
  readonly test: TestDatabase;
  readonly log: AuditLog;
  readonly anchors: AnchorService;
  readonly folder: string;
  readonly trustedKeys: ReadonlySet<string>;
  readonly verify: () => Promise<AuditLogReport>;
}

export async function openLog(): Promise<LogUnderTest> {
  const test = await openTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'anchors-'));
  const anchors = new AnchorService(test.database, CartwrightConfig.of({ auditAnchorFolder: folder }));
  const trustedKeys = new Set([anchors.key.publicKey]);
  const verify = (): Promise<AuditLogReport> => verifyAuditLog(test.database, { trustedKeys, anchorFolder: folder });
  return { test, log: new AuditLog(test.database), anchors, folder, trustedKeys, verify };
}

/** An act with something of every field. */
export function someAct(number: number): RecordedAct {
  return {
    operation: ['approveCreditGrant', 'changeStock', 'editMerchant'][number % 3]!,
    method: ['POST', 'POST', 'PATCH'][number % 3]!,
    path: `/v1/admin/things/${number}`,
    actorId: uuid7(),
    actorRole: number % 2 === 0 ? 'operator' : 'admin',
    requestId: `request-${number}`,
    subjectId: number % 4 === 0 ? null : uuid7(),
    outcome: number % 5 === 0 ? { before: number } : null,
    content: () => JSON.stringify({ number, text: 'ünïcode "quoted"' }),
  };
}

/** Writes acts, one transaction each. */
export async function writeActs({ test, log }: LogUnderTest, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await test.database.transaction((tx) => log.append(tx, someAct(i)));
}

/** `audit:log`: verifies the audit log of administration and names the first broken place. */
import type { Command } from 'commander';
import type { AuditLogReport } from '#libs/ops';

interface Options {
  readonly json?: boolean;
  readonly anchors?: string;
  readonly databaseOnly?: boolean;
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('audit:log')
    .description('verify the audit log: its chain, its signed anchors and their copy; exits with 1 when it is broken')
    .option('--json', 'print one JSON object and nothing else')
    .option('--anchors <folder>', 'the folder of anchor files; default AUDIT_ANCHOR_FOLDER')
    .option('--database-only', 'leave the anchor files out, for a copy of the database on another machine')
    .action(async (options: Options) => auditLog(options));
}

async function auditLog({ json = false, anchors, databaseOnly = false }: Options): Promise<void> {
  const { loadConfig } = await import('#libs/platform');
  const { withCommandDatabase } = await import('../database.js');
  const { auditLogOf } = await import('../audit-log.js');
  const config = loadConfig();
  const anchorFolder = databaseOnly ? undefined : (anchors ?? config.auditAnchorFolder);
  await withCommandDatabase(config, async ({ url, label }) => {
    const { report, publicKey } = await auditLogOf(config, { url, anchorFolder });
    process.stdout.write(json ? `${JSON.stringify({ ...report, publicKey })}\n` : told(report, { label, publicKey }));
    if (report.broken !== null) process.exitCode = 1;
  });
}

function told(report: AuditLogReport, { label, publicKey }: { label: string; publicKey: string }): string {
  const { logId, entries, anchors, anchorsInFile, unanchored, broken } = report;
  return [
    `The audit log ${logId} of ${label}`,
    `  ${entries} entries, ${anchors} anchors signed by ${publicKey}`,
    `  ${anchorsInFile === null ? 'anchor file not looked at' : `${anchorsInFile} anchors in the file`}, ${unanchored} entries not anchored yet`,
    broken === null ? '  It is whole.' : `  BROKEN at entry ${broken.seq}: ${broken.what}.`,
    '',
  ].join('\n');
}

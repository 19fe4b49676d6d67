/** The audit of a database, as `npm run audit -- --json` gives it: a process of its own, so that it judges what is committed, not what we know. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CommandFailure } from '../failures.js';

/** What the audit tells. */
export interface AuditVerdict {
  /** How many invariants were checked. */
  readonly invariants: number;
  readonly violations: readonly unknown[];
}

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const COMMAND_LINE = fileURLToPath(new URL('../../../../bundle/cli.js', import.meta.url));

/** Audits the database at `url`. @throws CommandFailure when the audit itself does not run */
export function auditOf(url: string): Promise<AuditVerdict> {
  const env = { ...process.env, DATABASE_URL: url };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [COMMAND_LINE, 'audit', '--json'],
      { env, maxBuffer: OUTPUT_BYTES_MAX },
      (_, stdout, stderr) => {
        try {
          // It exits with 1 when there are violations: the object counts, not the code.
          resolve(JSON.parse(stdout) as AuditVerdict);
        } catch {
          reject(new CommandFailure(`The audit did not run: ${stderr || stdout || 'it said nothing'}`));
        }
      },
    );
  });
}

/**
 * CPU time of a tree of processes, read from /proc: the bench charges an order with what PostgreSQL and the server spent on it.
 * A process that has ended is counted through its parent (cutime, cstime), so short-lived backends are not lost.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface ProcessStat {
  readonly parent: number;
  readonly ticks: number;
}

const PROC = '/proc';

let ticksPerSecond: number | undefined;

/** CPU-milliseconds used so far by `pid` and everything below it; undefined where there is no /proc. */
export function treeCpuMs(pid: number): number | undefined {
  const table = readTable();
  if (!table.has(pid)) return undefined;
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  let ticks = 0;
  for (const member of treeOf(pid, table)) ticks += table.get(member)!.ticks;
  return (ticks * 1000) / ticksPerSecond;
}

/** Resident memory of one process in MB (10^6 bytes); undefined where there is no /proc. */
export function rssMb(pid: number): number | undefined {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readOr(`${PROC}/${pid}/status`))?.[1];
  return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / 1e6;
}

/** The parent of a process: from any backend's pid to the postmaster. */
export function parentOf(pid: number): number | undefined {
  return parseStat(readOr(`${PROC}/${pid}/stat`))?.parent;
}

/** Fields of /proc/PID/stat. The name in parentheses may itself hold spaces and parentheses. */
export function parseStat(text: string): ProcessStat | undefined {
  const end = text.lastIndexOf(')');
  if (end < 0) return undefined;
  // After the name: state, ppid, ...; utime, stime, cutime and cstime are the 14th to 17th field of the line.
  const fields = text.slice(end + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((total, field) => total + Number(field), 0);
  return { parent: Number(fields[1]), ticks };
}

function readTable(): Map<number, ProcessStat> {
  const table = new Map<number, ProcessStat>();
  let names: string[];
  try {
    names = readdirSync(PROC);
  } catch {
    return table;
  }
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    const stat = parseStat(readOr(`${PROC}/${name}/stat`));
    if (stat !== undefined) table.set(Number(name), stat);
  }
  return table;
}

function treeOf(root: number, table: ReadonlyMap<number, ProcessStat>): number[] {
  const children = new Map<number, number[]>();
  for (const [pid, stat] of table) children.set(stat.parent, [...(children.get(stat.parent) ?? []), pid]);
  const found = [root];
  for (let i = 0; i < found.length; i++) found.push(...(children.get(found[i]!) ?? []));
  return found;
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended between listing and reading: its time is in its parent's by now.
    return '';
  }
}

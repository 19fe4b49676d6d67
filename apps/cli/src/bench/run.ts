/** Runs the sections asked for on one stage and tells what they found. */
import { CommandFailure } from '../failures.js';
import { Shutdown } from '../shutdown.js';
import { jsonText, tableText } from './report.js';
import type { BenchFigure, BenchPlan, SectionReport } from './section.js';
import { benchSections } from './sections.js';
import { Stage } from './stage.js';
import { rounded } from './statistics.js';

/** What the command line asked for. */
export interface BenchRequest extends BenchPlan {
  readonly only?: readonly string[];
  readonly json: boolean;
  readonly home: string;
}

/** Runs it; the only thing on stdout with `json` is the object. @throws CommandFailure for an unknown section */
export async function runBench(request: BenchRequest): Promise<void> {
  const chosen = benchSections.filter(({ name, byDefault }) => request.only?.includes(name) ?? byDefault);
  const unknown = (request.only ?? []).filter((name) => !benchSections.some((section) => section.name === name));
  if (unknown.length > 0 || chosen.length === 0) {
    const names = benchSections.map(({ name }) => name).join(', ');
    throw new CommandFailure(`The bench has no section ${unknown.join(', ') || '(none named)'}; it has ${names}.`);
  }
  const say = (sentence: string): boolean => process.stderr.write(`${sentence}\n`);
  const shutdown = new Shutdown(say);
  const stage = await Stage.open({ home: request.home, say });
  shutdown.add('The bench', () => stage.close());
  try {
    const reports = new Map<string, SectionReport>();
    for (const section of chosen) reports.set(section.name, await section.run(stage, request));
    const server = await serverFigures(stage);
    const text = request.json
      ? jsonText(reports, Object.fromEntries(server.map(({ key, value }) => [key, rounded(value)])))
      : [...reports].map(([name, report]) => tableText(name, report.figures)).join('') + tableText('server', server);
    process.stdout.write(text);
  } finally {
    await shutdown.stopAll();
  }
}

async function serverFigures(stage: Stage): Promise<(BenchFigure & { readonly key: string })[]> {
  if (!stage.hasServer) return [];
  const { rssMbMax, coldStartMs } = await stage.server();
  return [
    { key: 'rssMb', name: 'memory under load', value: rssMbMax, unit: 'MB', target: { atMost: 220 } },
    { key: 'coldStartMs', name: 'cold start to the first answer', value: coldStartMs, unit: 'ms' },
  ];
}

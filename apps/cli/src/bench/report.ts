/** How a bench is told: a table for people, or one JSON object for programs. */
import type { BenchFigure, SectionReport } from './section.js';
import { rounded } from './statistics.js';

/** The table of one section, with what each figure should be and whether it is. */
export function tableText(name: string, figures: readonly BenchFigure[]): string {
  if (figures.length === 0) return '';
  const width = Math.max(...figures.map((figure) => figure.name.length));
  const rows = figures.map((figure) => {
    const value = String(rounded(figure.value) ?? 'n/a').padStart(9);
    return `  ${figure.name.padEnd(width)} ${value} ${figure.unit}${verdict(figure)}`;
  });
  return `\n${name}\n${rows.join('\n')}\n`;
}

/** The object of all sections; `server` beside them. */
export function jsonText(
  reports: ReadonlyMap<string, SectionReport>,
  server: Readonly<Record<string, number | null>>,
): string {
  const sections = [...reports].map(([name, report]) => [name, report.json] as const);
  return `${JSON.stringify({ ...Object.fromEntries(sections), server }, null, 2)}\n`;
}

function verdict({ value, target }: BenchFigure): string {
  if (target === undefined || value === undefined) return '';
  const { atLeast = -Infinity, atMost = Infinity } = target;
  const wish = target.atLeast === undefined ? `at most ${rounded(atMost)}` : `at least ${rounded(atLeast)}`;
  return `   (${wish}: ${value >= atLeast && value <= atMost ? 'reached' : 'MISSED'})`;
}

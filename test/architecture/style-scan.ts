/** House rules that no linter knows, as plain checks over the text of a file. Each has a planted violation in its suite. */

/** A rule broken at a line. */
export interface StyleFault {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
}

interface TextRule {
  readonly name: string;
  /** Which files it is about. */
  readonly files: RegExp;
  readonly exempt?: RegExp;
  readonly pattern: RegExp;
}

const PRODUCTION = /^(apps|libs)\/.*(?<!\.spec)\.ts$/;
const SUITES = /\.spec\.ts$/;
/** The suite that plants the violations, and this file, say the forbidden words. */
const SELF = /^test\/architecture\//;

/** Rules found by a pattern within one line. */
export const textRules: readonly TextRule[] = [
  { name: 'no forwardRef: a cycle is a design fault', files: PRODUCTION, pattern: /\bforwardRef\b/ },
  { name: 'synchronize is never on', files: /\.ts$/, exempt: SELF, pattern: /synchronize:\s*true/ },
  {
    name: 'no disabled lint or types',
    files: /\.ts$/,
    exempt: SELF,
    pattern: /(?:eslint|oxlint)-disable|@ts-nocheck|@ts-ignore/,
  },
  { name: 'no request scope: a transaction is a parameter', files: PRODUCTION, pattern: /Scope\.REQUEST\b/ },
  { name: 'no entity subscribers', files: PRODUCTION, pattern: /@EventSubscriber\(/ },
  { name: 'no TODO without an owner', files: /\.(?:ts|mjs)$/, exempt: SELF, pattern: /\b(?:TODO|FIXME)\b(?!\()/ },
  {
    name: 'no sleep in a suite',
    files: SUITES,
    exempt: SELF,
    pattern: /setTimeout\([^,]*(?:resolve|done)\b[^,]*,\s*[1-9]/,
  },
  {
    name: 'no mocked database',
    files: SUITES,
    exempt: SELF,
    pattern: /jest\.mock\(|mockDatabase|createMock<(?:Database|DataSource|Repository)/,
  },
  {
    name: 'no skipped or lonely test',
    files: SUITES,
    exempt: SELF,
    pattern: /\b(?:it|test|describe)\.only\(|\bx(?:it|describe)\(/,
  },
  { name: 'no banner comments', files: /\.(?:ts|mjs)$/, exempt: SELF, pattern: /^\s*\/\/\s*[-=*#]{5,}/ },
];

const DOOR = /^libs\/[^/]+\/src\/index\.ts$/;
const LIB_README = /^libs\/[^/]+\/README\.md$/;
const DRAWER = /(?:^|\/)(?:utils?|helpers?|common|misc|shared)(?:\.ts$|\/)/;
export const DOOR_LINES_MAX = 40;
export const README_LINES_MAX = 40;

/** The faults of one file. */
export function scanStyle(path: string, text: string): StyleFault[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const faults: StyleFault[] = [];
  for (const { name, files, exempt, pattern } of textRules)
    if (files.test(path) && !exempt?.test(path))
      lines.forEach((line, index) => {
        if (pattern.test(line)) faults.push({ rule: name, path, line: index + 1 });
      });
  // Re-exporting lists broken by the formatter count once: the limit is on what the door shows, not on its layout.
  if (DOOR.test(path) && doorLength(text) > DOOR_LINES_MAX)
    faults.push({ rule: `a door has at most ${DOOR_LINES_MAX} lines`, path, line: DOOR_LINES_MAX });
  if (LIB_README.test(path) && lines.length > README_LINES_MAX)
    faults.push({ rule: `a library's README has at most ${README_LINES_MAX} lines`, path, line: README_LINES_MAX });
  if (PRODUCTION.test(path) && DRAWER.test(path))
    faults.push({ rule: 'no drawer: a file is named after what it does', path, line: 1 });
  return faults;
}

function doorLength(text: string): number {
  return text
    .replace(/\{[^}]*\}/g, '{}')
    .trim()
    .split('\n').length;
}

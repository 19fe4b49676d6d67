/** The generated files that are committed: each is a pure function of the code, so a diff is a change that reviewers see. */
import { readFileSync } from 'node:fs';

/** A generated file and what it should hold. */
export interface Artefact {
  readonly path: string;
  readonly text: string;
}

interface Architecture {
  readonly libraries: Readonly<Record<string, { readonly uses: readonly string[] }>>;
  readonly apps: Readonly<Record<string, { readonly usesApps: readonly string[] }>>;
}

export const DIAGRAM_BEGIN = '<!-- edges: written by npm run sync from architecture.json -->';
export const DIAGRAM_END = '<!-- /edges -->';

/** One file a library with all its declared statements, by name. */
export function sqlListings(statements: ReadonlyMap<string, string>): Artefact[] {
  const byLibrary = new Map<string, string[]>();
  for (const [name, text] of statements) {
    const library = name.split('.', 1)[0] ?? name;
    const sections = byLibrary.get(library) ?? [];
    sections.push(`## ${name}\n\n\`\`\`sql\n${text}\n\`\`\`\n`);
    byLibrary.set(library, sections);
  }
  return [...byLibrary].map(([library, sections]) => ({
    path: `docs/sql/${library}.md`,
    text: `# SQL of ${library}\n\nWritten by \`npm run sync\` from the declared statements; do not edit.\n\n${sections.join('\n')}`,
  }));
}

/** The OpenAPI document as it is committed. */
export function openApiArtefact(document: unknown): Artefact {
  return { path: 'docs/openapi.json', text: `${JSON.stringify(document, null, 2)}\n` };
}

/** The diagram of libraries in mermaid; edges to platform, which everybody has, are left out. */
export function edgesDiagram(architecture: Architecture): string {
  const id = (name: string): string => name.replaceAll('-', '_');
  const names = Object.keys(architecture.libraries);
  const lines = ['```mermaid', 'flowchart TD'];
  for (const name of names.filter((library) => library !== 'platform')) lines.push(`  ${id(name)}[${name}]`);
  for (const [name, { uses }] of Object.entries(architecture.libraries))
    for (const used of uses.filter((library) => library !== 'platform')) lines.push(`  ${id(name)} --> ${id(used)}`);
  lines.push('```', '', 'Every library also uses `platform`, which uses none. `apps/api` composes them all.');
  return lines.join('\n');
}

/** ARCHITECTURE.md with its block of edges renewed; undefined when the file or its marks are not there. */
export function architectureArtefact(): Artefact | undefined {
  const path = 'ARCHITECTURE.md';
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const begin = text.indexOf(DIAGRAM_BEGIN);
  const end = text.indexOf(DIAGRAM_END);
  if (begin < 0 || end < begin) return undefined;
  const architecture = JSON.parse(readFileSync('architecture.json', 'utf8')) as Architecture;
  const head = text.slice(0, begin + DIAGRAM_BEGIN.length);
  return { path, text: `${head}\n\n${edgesDiagram(architecture)}\n\n${text.slice(end)}` };
}

/** The types of the TypeScript SDK. */
export async function clientTypesArtefact(document: unknown): Promise<Artefact> {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const text = astToString(await openapiTS(JSON.stringify(document), { alphabetize: true }));
  const head = '/** Written by `npm run sync` from docs/openapi.json; do not edit. */\n';
  return { path: 'libs/client/src/generated/schema.ts', text: head + text };
}

/** The copy of all anchors outside of the database: one file a log, one line an anchor, only ever appended to. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { anchorLine, parsedAnchor, type Anchor } from './anchor.rules.js';

/** Where a log's anchors are kept in a folder. */
export function anchorFilePath(folder: string, logId: string): string {
  return join(folder, `${logId}.jsonl`);
}

/** Appends anchors and waits until they are on disk. */
export async function appendAnchors(path: string, anchors: readonly Anchor[]): Promise<void> {
  if (anchors.length === 0) return;
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(anchors.map(anchorLine).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The lines of an anchor file in order; undefined for one that is no anchor. A file that is not there has no lines. */
export async function* readAnchors(path: string): AsyncGenerator<Anchor | undefined> {
  if (!existsSync(path)) return;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity }))
    yield parsedAnchor(line);
}

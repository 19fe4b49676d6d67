/** Reads the shop's file (CSV, gzipped or not) row by row. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { CommandFailure } from '../failures.js';
import { FILE_COLUMNS, type FileRow } from './rules.js';

const GZIP_MAGIC = [0x1f, 0x8b];

/** All rows in the file's order. @throws CommandFailure in one sentence when it is not a file of that format */
export async function* readShopFile(path: string): AsyncGenerator<FileRow> {
  const gzip = await isGzip(path);
  const raw = createReadStream(path);
  const parser = parse({
    bom: true,
    columns: (header: string[]) => checkedHeader(header, path),
    relax_column_count: false,
  });
  const bytes = gzip ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error: Error) => parser.destroy(error));
  bytes.on('error', (error: Error) => parser.destroy(error));
  bytes.pipe(parser);
  try {
    for await (const row of parser) yield row as FileRow;
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

function checkedHeader(header: readonly string[], path: string): string[] {
  const missing = FILE_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new CommandFailure(`${path} has no column ${missing.join(', ')}: it is no file of that format.`);
  return [...header];
}

async function isGzip(path: string): Promise<boolean> {
  const start = createReadStream(path, { end: GZIP_MAGIC.length - 1 });
  try {
    for await (const chunk of start) return GZIP_MAGIC.every((byte, i) => (chunk as Buffer)[i] === byte);
  } catch (error) {
    throw new CommandFailure(`${path} cannot be read: ${(error as Error).message}.`);
  }
  return false;
}

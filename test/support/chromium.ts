/** A real browser for tests: Debian's chromium, found where it is installed, or installed here when that can be done. */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const run = promisify(execFile);
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const INSTALL_MS_MAX = 240_000;

/** Without the network it would look for in the background, and in a container without a sandbox of its own. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless browser. @throws Error that says what to install where there is none and it cannot be installed */
export async function launchChromium(): Promise<Browser> {
  const executablePath = found() ?? (await installed());
  return chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
}

/** `CHROMIUM_PATH`, or the first of the usual names on the path. */
function found(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

async function installed(): Promise<string> {
  const how = 'Install it (Debian: apt-get install chromium) or name a browser in CHROMIUM_PATH.';
  if (process.getuid?.() !== 0) throw new Error(`The browser tests need chromium, and there is none. ${how}`);
  const options = { timeout: INSTALL_MS_MAX, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    await run('apt-get', ['update', '-qq'], options);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } catch (cause) {
    throw new Error(`The browser tests need chromium, and it could not be installed. ${how}`, { cause });
  }
  const path = found();
  if (path === undefined) throw new Error(`chromium was installed and is not on the path. ${how}`);
  return path;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

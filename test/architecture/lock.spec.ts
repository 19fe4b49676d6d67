import { spawnSync } from 'node:child_process';

describe('package-lock.json', () => {
  it('has the builds for every system, or npm ci refuses it', () => {
    const check = spawnSync(process.execPath, ['scripts/complete-lock.mjs', '--check'], { encoding: 'utf8' });
    expect([check.status, check.stderr]).toEqual([0, '']);
  });
});

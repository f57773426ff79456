import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/run-ballast.ts';
import { killCoordinators } from './coordinator-kills.ts';

/** BALLAST_KILLS=200 sets another number, and says that the machine is quiet: processes then have to be gone in time. */
const { BALLAST_KILLS: LONG } = process.env;
const KILLS = Number(LONG ?? 10);
const ON_LINUX = existsSync('/proc/self/environ');
if (!ON_LINUX) console.warn('skipped: processes are looked for in /proc');

describe.runIf(ON_LINUX)('a coordinator that is killed at a random instant', () => {
  it('leaves no process behind, and its batch is resumed to the same tables', async () => {
    using folder = temporaryFolder();
    const kills = await killCoordinators(folder.path, KILLS, Math.random);
    console.info(JSON.stringify(kills));
    expect(kills.killed).toBeGreaterThanOrEqual(KILLS);
    expect(kills.resumed).toBeGreaterThan(0);
    if (LONG !== undefined) expect(kills.late).toBe(0);
  });
});

import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { journalOf, tablesOf } from '../support/journal-of.ts';
import { ballast, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { startBallastWith } from '../support/with-environment.ts';

/** BALLAST_KILLS=30 sets another number, over as many files as the benchmark of tiny files has. */
const { BALLAST_KILLS: LONG } = process.env;
const KILLS = Number(LONG ?? 4);
const FILES = LONG === undefined ? 600 : 10_000;

const BATCH = `version: 1
batch: tiny
reader: openfast
inputs: { directory: ./inputs }
output: ./out
tables:
  - { name: all, layout: long, columns: [{ variable: "*", statistics: all }] }
`;

/** The result of each settled input by its name: several of them share one file. */
function settledIn(out: string): Map<number, string> {
  const settled = journalOf(out).filter(({ type }) => type === 'settled');
  return new Map(settled.map(({ task, outcome }) => [task ?? -1, (outcome as { result: string }).result]));
}

describe('a batch of tiny files whose coordinator is killed again and again', () => {
  it('keeps every result that its journal has, and ends with the tables of an undisturbed one', async () => {
    using folder = temporaryFolder();
    const inputs = path.join(folder.path, 'inputs');
    const shape = ['--format', 'out', '--files', String(FILES), '--channels', '3', '--rows', '4'];
    await tool('openfast-files', ['--out', inputs, ...shape]);
    const batch = writeBatch(folder.path, BATCH);
    const undisturbed = path.join(folder.path, 'undisturbed');
    const began = performance.now();
    expect((await ballast(['run', batch, '--out', undisturbed, '--no-history'])).code).toBe(0);
    const whole = performance.now() - began;
    const kept: number[] = [];
    let killed = 0;
    for (let round = 0; killed < KILLS; round += 1) {
      const out = path.join(folder.path, `out-${round}`);
      let known = new Map<number, string>();
      let isOver = false;
      while (!isOver) {
        const args = ['run', batch, '--out', out, '--no-history', '--no-check'];
        const { child, ended } = startBallastWith({}, args);
        const hasEnded = () => child.exitCode !== null;
        await until('its journal', () => hasEnded() || journalOf(out).length > 0);
        // At any instant of a batch, and every second time at one that has more results to keep.
        const isAtAny = killed % 2 === 0;
        if (killed < KILLS && isAtAny) await Promise.race([ended, pause((Math.random() * whole) / 1.5)]);
        if (killed < KILLS && !isAtAny)
          await until('more results', () => hasEnded() || settledIn(out).size > known.size);
        const wasRunning = killed < KILLS && child.kill('SIGKILL');
        const { code, stderr } = await ended;
        isOver = !wasRunning;
        if (wasRunning) killed += 1;
        else expect(code, stderr).toBe(0);
        const now = settledIn(out);
        for (const [task, result] of known) expect(now.get(task)).toBe(result);
        if (wasRunning) kept.push(now.size);
        known = now;
      }
      expect(tablesOf(out)).toEqual(tablesOf(undisturbed));
    }
    console.info(JSON.stringify({ killed, files: FILES, kept }));
    expect(kept.some((count) => count > 0)).toBe(true);
  });
});

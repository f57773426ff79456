import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { tablesOf } from '../support/journal-of.ts';
import { ballast, tool, writeBatch } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { startBallastWith } from '../support/with-environment.ts';

const MARK = 'BALLAST_TEST_MARK';
/** A process that still starts when its coordinator dies ends by itself; in milliseconds, on a quiet machine. */
const SOON = 2000;
/** About how long workers take to start, in milliseconds. */
const START = 200;

const BATCH = `version: 1
batch: killed
reader: openfast
inputs: { directory: ./inputs }
output: ./out
resources: { workers: 4 }
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, rms] }] }
`;

export interface Kills {
  /** Coordinators that were killed; those that had ended before do not count. */
  readonly killed: number;
  /** Kills after which a process of the batch was left for longer than SOON. */
  readonly late: number;
  readonly resumed: number;
}

/**
 * Kills coordinators at random instants from their first child process on: in the first instants of their workers and at any
 * time, in turn. Nothing of the batch may be left; every tenth batch is resumed and must give the same tables.
 */
export async function killCoordinators(folder: string, kills: number, random: () => number): Promise<Kills> {
  const inputs = path.join(folder, 'inputs');
  await tool('openfast-files', ['--out', inputs, '--files', '40', '--channels', '40', '--rows', '2000']);
  const batch = writeBatch(folder, BATCH);
  const undisturbed = path.join(folder, 'undisturbed');
  const began = performance.now();
  expect((await ballast(['run', batch, '--out', undisturbed, '--no-history'])).code).toBe(0);
  const whole = performance.now() - began;
  const counts = { killed: 0, late: 0, resumed: 0 };
  let next = 0;
  const keepKilling = async (): Promise<void> => {
    for (let kill = next++; counts.killed < kills; kill = next++) {
      const out = path.join(folder, `out-${kill}`);
      const { wasRunning, isLate } = await killedOnce(
        ['run', batch, '--out', out, '--no-history'],
        random() * (kill % 2 === 0 ? START : whole),
      );
      if (wasRunning) counts.killed += 1;
      if (isLate) counts.late += 1;
      if (kill % 10 !== 0) continue;
      const { code, stderr } = await ballast(['run', batch, '--out', out, '--no-history']);
      expect(code, stderr).toBe(0);
      expect(tablesOf(out)).toEqual(tablesOf(undisturbed));
      counts.resumed += 1;
    }
  };
  // One is killed while the other is watched.
  await Promise.all([keepKilling(), keepKilling()]);
  return counts;
}

/** Kills a command some milliseconds after it has started its first process, and waits until nothing of it is left. */
async function killedOnce(
  command: readonly string[],
  after: number,
): Promise<{ readonly wasRunning: boolean; readonly isLate: boolean }> {
  const mark = randomUUID();
  const { child, ended } = startBallastWith({ [MARK]: mark }, command);
  await until('a child process', () => child.exitCode !== null || hasChild(child.pid ?? 0));
  await pause(after);
  const wasRunning = child.kill('SIGKILL');
  await ended;
  await pause(SOON);
  const isLate = marked(mark).length > 0;
  await until('no process left', () => marked(mark).length === 0);
  return { wasRunning, isLate };
}

function hasChild(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8') !== '';
  } catch {
    return false;
  }
}

/** The processes that inherited a mark. A zombie has no environment any more. */
function marked(mark: string): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return (
        /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'latin1').includes(`${MARK}=${mark}`)
      );
    } catch {
      return false;
    }
  });
}

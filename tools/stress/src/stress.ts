import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Stressed, tablesIn } from './batches.ts';
import { journalMistakes, outputMistakes } from './check.ts';
import { type Ended, leftAfter, startBallast } from './processes.ts';

/** A process that is left after this time never ends: far longer than any machine needs, in milliseconds. */
const GRACE = 2 * 60_000;
/** Latest instant of a kill, as a multiple of the duration of an undisturbed run: some kills come after the end. */
const LATEST = 1.1;

export interface StressResult {
  readonly kills: number;
  /** Number of complete batches. */
  readonly ends: number;
  /** Longest time that a process outlived its coordinator, in milliseconds. */
  readonly outlived: number;
  /** What did not hold, in sentences. */
  readonly mistakes: readonly string[];
}

/** Kills batches in turn until `kills` are used up or a check fails; then lets each batch complete. */
export async function stress(
  batches: readonly Stressed[],
  { kills, random, dataHome }: { kills: number; random: () => number; dataHome: string },
): Promise<StressResult> {
  const mistakes: string[] = [];
  let killed = 0;
  let ends = 0;
  let outlived = 0;
  const begin = (batch: Stressed): ReturnType<typeof startBallast> =>
    startBallast(['run', batch.batch, '--quiet'], dataHome);
  for (let turn = 0; killed < kills && mistakes.length === 0; turn += 1) {
    const batch = batches[turn % batches.length] as Stressed;
    const { child, ended } = begin(batch);
    const first = await Promise.race([ended, wait(random() * LATEST * batch.took, null)]);
    if (first === null && child.exitCode === null) {
      child.kill('SIGKILL');
      killed += 1;
      const { took, mistakes: left } = await leftBehind(batch);
      outlived = Math.max(outlived, took);
      await ended;
      mistakes.push(...left, ...journalMistakes(outOf(batch)));
      if (killed % 10 === 0) process.stdout.write(`${killed} kills, ${ends} complete batches\n`);
    } else {
      ends += 1;
      mistakes.push(...endMistakes(batch, await ended));
      if (mistakes.length === 0) rmSync(outOf(batch), { recursive: true, force: true });
    }
  }
  for (const batch of mistakes.length === 0 ? batches : []) {
    ends += 1;
    mistakes.push(...endMistakes(batch, await begin(batch).ended));
  }
  return { kills: killed, ends, outlived, mistakes };
}

function outOf({ folder }: Stressed): string {
  return path.join(folder, 'out');
}

async function leftBehind({ name, folder }: Stressed): Promise<{ took: number; mistakes: string[] }> {
  const { took, left } = await leftAfter(GRACE, folder);
  return {
    took,
    mistakes: left.map((line) => `${name}: ${line} is still running ${GRACE / 1000} s after the kill`),
  };
}

function endMistakes(batch: Stressed, { code, stderr }: Ended): string[] {
  const out = outOf(batch);
  if (code !== 0) return [`${batch.name}: ended with ${code} in ${out}: ${stderr}`];
  return outputMistakes(batch, out);
}

/** Number of tables that were compared, for the last line: a comparison of nothing proves nothing. */
export function comparedTables(batches: readonly Stressed[]): number {
  return batches.reduce((sum, batch) => sum + Object.keys(tablesIn(outOf(batch))).length, 0);
}

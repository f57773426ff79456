import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Stressed, tablesIn } from './batches.ts';
import { journalMistakes, outputMistakes } from './check.ts';
import { type Ended, leftAfter, startBallast } from './processes.ts';

/** No process may be left so long after its coordinator was killed, in milliseconds, where a core is free to end it. */
const GRACE = 2000;
/** A kill may come so late, in parts of what an undisturbed run took: some come when all is over. */
const LATEST = 1.1;

export interface StressResult {
  readonly kills: number;
  /** Times that a batch came to its end. */
  readonly ends: number;
  /** Longest that a process outlived its coordinator, in milliseconds. */
  readonly outlived: number;
  /** What did not hold, in sentences. */
  readonly mistakes: readonly string[];
}

/** Kills batches in turns until `kills` are used up or something does not hold; then lets each come to its end. */
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
      if (killed % 10 === 0) process.stdout.write(`${killed} kills, ${ends} batches at their end\n`);
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
  const grace = Math.round(GRACE * overload());
  const { took, left } = await leftAfter(grace, folder);
  return { took, mistakes: left.map((line) => `${name}: ${grace} ms after the kill there is still ${line}`) };
}

/** How many wait for each core, at least 1: a process that has only just begun ends itself once it gets one. */
function overload(): number {
  const [load = 0] = loadavg();
  return Math.max(1, load / availableParallelism());
}

function endMistakes(batch: Stressed, { code, stderr }: Ended): string[] {
  const out = outOf(batch);
  if (code !== 0) return [`${batch.name}: ended with ${code} in ${out}: ${stderr}`];
  return outputMistakes(batch, out);
}

/** Tables that were compared, for the last line: nothing counts as equal where there was nothing. */
export function comparedTables(batches: readonly Stressed[]): number {
  return batches.reduce((sum, batch) => sum + Object.keys(tablesIn(outOf(batch))).length, 0);
}

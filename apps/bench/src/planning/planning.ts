import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What planning a batch of so many files costs; the names and sizes of the files are known beforehand. */
export interface PlanningCost {
  readonly files: number;
  readonly seconds: number;
  /** Largest resident set of the process, in bytes. */
  readonly highWater: number;
}

/** Each count in a process of its own, from start to end, with nothing learned beforehand: the slowest case. */
export function measurePlanning(counts: readonly number[]): readonly PlanningCost[] {
  const script = fileURLToPath(new URL('./plan-once.js', import.meta.url));
  return counts.map((files) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, String(files)], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`planning ${files} files failed: ${stderr}`);
    return JSON.parse(stdout) as PlanningCost;
  });
}

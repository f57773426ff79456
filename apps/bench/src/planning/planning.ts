import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The cost of planning a batch of `files` files; their names and sizes are known beforehand. */
export interface PlanningCost {
  readonly files: number;
  readonly seconds: number;
  /** Largest resident set of the process, in bytes. */
  readonly highWater: number;
}

/** Each count in a separate process, with nothing learned beforehand: the slowest case. */
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

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ballast } from '../support/run-ballast.ts';

const SCRIPT: string = fileURLToPath(new URL('./neighbour.mjs', import.meta.url));

export interface Neighbour {
  /** Ends the program and thereby returns its memory. */
  readonly leave: () => Promise<void>;
}

/** Another program that holds this number of MiB. */
export async function neighbour(mebibytes: number): Promise<Neighbour> {
  const child = spawn(process.execPath, [SCRIPT, String(Math.round(mebibytes))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    leave: async () => {
      const ended = once(child, 'close');
      child.stdin.end();
      await ended;
    },
  };
}

interface DoctorMemory {
  readonly limitBytes: number;
  readonly budgetSharePercent: number;
  readonly budgetBytes: number;
  readonly net: { readonly inForce: boolean; readonly evidence: string };
}

export async function doctorMemory(): Promise<DoctorMemory> {
  const { stdout } = await ballast(['doctor', '--json']);
  return (JSON.parse(stdout) as { memory: DoctorMemory }).memory;
}

/** `resources.memory` as a share of this machine that leaves a batch this number of MiB now. */
export async function shareThatLeaves(mebibytes: number): Promise<string> {
  const { limitBytes, budgetSharePercent, budgetBytes } = await doctorMemory();
  const share = budgetSharePercent + (100 * (mebibytes * 2 ** 20 - budgetBytes)) / limitBytes;
  if (share <= 0 || share > 95) throw new Error(`no room for ${mebibytes} MiB on this machine`);
  return `${share.toFixed(3)}%`;
}

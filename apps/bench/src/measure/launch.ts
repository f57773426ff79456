import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ControlGroup } from '../platform/control-group.ts';
import type { Launched, LaunchOrder } from './launcher.ts';
import type { TreeSample } from './memory-fold.ts';
import { sampleTree } from './tree-sampler.ts';

export interface Measured {
  readonly launched: Launched;
  /** Null if process trees cannot be read. */
  readonly samples: readonly TreeSample[] | null;
}

/** Runs one command in the groups and measures it from outside. */
export async function launchMeasured(order: LaunchOrder, groups: readonly ControlGroup[]): Promise<Measured> {
  const launcher = fork(fileURLToPath(new URL('./launcher.js', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const sampler = { current: null as ReturnType<typeof sampleTree> };
  try {
    const launched = await new Promise<Launched>((resolve, reject) => {
      launcher.on('error', reject);
      launcher.on('close', (code) => reject(new Error(`the launcher ended with ${code}`)));
      launcher.on('message', (message: unknown) => {
        if (message !== 'ready') return resolve(message as Launched);
        try {
          for (const group of groups) group.join(launcher.pid ?? 0);
          sampler.current = sampleTree(launcher.pid ?? 0);
          launcher.send(order);
        } catch (error) {
          reject(error);
        }
      });
    });
    return { launched, samples: sampler.current?.stop() ?? null };
  } finally {
    sampler.current?.stop();
    if (launcher.connected) launcher.disconnect();
  }
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Relative } from './descendants.ts';

/** What is to be ended when this process is gone. */
export interface Estate {
  readonly relatives: readonly Relative[];
  /** Folder of the control group that holds them all, if there is one. */
  readonly scope: string | null;
}

/** A small process that outlives this one for a moment, to end what nobody else would. */
export interface Survivor {
  /** Replaces what it was told before. */
  tell(estate: Estate): void;
  dismiss(): void;
}

/**
 * Workers are tied to this process by the kernel, but what they start is not: a process has to be left that ends those.
 * It learns of the end of this one by the end of its input, whatever the end was.
 */
export function startSurvivor(): Survivor {
  const program = fileURLToPath(new URL('./survivor-program.js', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without it the batch runs as well as before.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  let told = '';
  return {
    tell: (estate) => {
      const line = `${JSON.stringify(estate)}\n`;
      if (line !== told) child.stdin.write(line);
      told = line;
    },
    dismiss: () => {
      child.stdin.end('{"relatives":[],"scope":null}\n');
    },
  };
}

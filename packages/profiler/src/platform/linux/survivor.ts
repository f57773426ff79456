import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Relative } from './descendants.ts';

/** What to end when this process is gone. */
export interface Estate {
  readonly relatives: readonly Relative[];
  /** Folder of the control group that holds them all, if there is one. */
  readonly scope: string | null;
}

/** A small process that outlives this one for a moment, to end what nobody else would end. */
export interface Survivor {
  /** Replaces the earlier estate. */
  tell(estate: Estate): void;
  dismiss(): void;
}

/**
 * The kernel ties workers to this process, but not what they start: some process has to be left to end that. It notices
 * the end of this process by the end of its input, however this process ends. `ended`: called when the survivor itself has
 * ended, for example because a Ctrl-C reached it in the instant before it left the group of the terminal.
 */
export function startSurvivor(ended: () => void): Survivor {
  const program = fileURLToPath(new URL('./survivor-program.js', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without it the batch runs just as well.
  child.on('error', () => undefined);
  child.on('exit', ended);
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

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessIdentity } from './descendants.ts';

/** The processes to kill when this process is gone. */
export interface Orphans {
  readonly descendants: readonly ProcessIdentity[];
  /** Folder of the control group that contains all of them; null if there is no such group. */
  readonly scope: string | null;
  /** How the marks of the processes begin that started them; null if they have none. */
  readonly mark: string | null;
  /** Those of them that started before this tick after boot, and are not among the descendants, are daemons and stay; null if none are. */
  readonly since: number | null;
}

export const NOTHING: Orphans = { descendants: [], scope: null, mark: null, since: null };

/** A small process that outlives this one for a moment and kills what would otherwise stay behind. */
export interface Reaper {
  /** Replaces the earlier list. */
  update(orphans: Orphans): void;
  dismiss(): void;
}

/**
 * The kernel ties workers to this process, but not the processes that they start: another process has to kill those.
 * Its standard input closes when this process ends, whatever the reason. `ended` is called when the reaper itself has
 * ended, for example because a Ctrl-C reached it in the instant before it left the process group of the terminal.
 */
export function startReaper(ended: () => void): Reaper {
  const program = fileURLToPath(new URL('./reaper-program.js', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // A batch also runs without a reaper.
  child.on('error', () => undefined);
  child.on('exit', ended);
  child.stdin.on('error', () => undefined);
  child.unref();
  let sent = '';
  return {
    update: (orphans) => {
      const line = `${JSON.stringify(orphans)}\n`;
      if (line !== sent) child.stdin.write(line);
      sent = line;
    },
    dismiss: () => {
      child.stdin.end(`${JSON.stringify(NOTHING)}\n`);
    },
  };
}

import { readFileSync } from 'node:fs';

/** Milliseconds that this process's main thread has been ready to run while no core was free. */
export type CoreWait = () => number;

/** Linux keeps the account; elsewhere it is taken to be nothing. */
export function coreWait(): CoreWait {
  return process.platform === 'linux' && linuxWait() !== null ? () => linuxWait() ?? 0 : () => 0;
}

/** The second figure of `schedstat` is nanoseconds in a run queue; a kernel may be built without it. */
function linuxWait(): number | null {
  try {
    const [, waited] = readFileSync('/proc/self/schedstat', 'utf8').split(' ');
    const nanoseconds = Number(waited);
    return Number.isFinite(nanoseconds) ? nanoseconds / 1e6 : null;
  } catch {
    return null;
  }
}

import type { SpawnOptions } from 'node:child_process';

/**
 * Options under which a child process never receives a signal from the terminal, not even before its first instruction.
 *
 * POSIX: `detached` calls setsid between fork and exec, so that the child leads a session and a process group of its own.
 * Windows: `windowsHide` gives a child that inherits no standard stream a console of its own without a window, and Ctrl-C,
 * Ctrl-Break and closing the window reach only the processes of one console. `detached` would serve that purpose too, but
 * it takes the child out of the Job Object in which libuv ends it with its parent, and every console program that the child
 * starts would open a window.
 */
export function apartFromTerminal(): Pick<SpawnOptions, 'detached' | 'windowsHide'> {
  return process.platform === 'win32' ? { windowsHide: true } : { detached: true };
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fenceLine } from './fence-message.ts';

/** Ends what uses seats when the fence of this node has passed, also if this node is stopped. */
export interface FenceGuard {
  /** `until`: by `performance.now()` of this process. */
  set(until: number, pids: readonly number[]): void;
  close(): void;
}

const PROGRAM = fileURLToPath(new URL('./fence-guard-process.js', import.meta.url));
const NANOSECONDS = 1e6;

export function startFenceGuard(program: string = PROGRAM): FenceGuard {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'ignore', 'ignore'] });
  // If it cannot be started or ends, the node itself still keeps the fence.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  // Both clocks are the same one, counted from different instants.
  const start = process.hrtime.bigint() - BigInt(Math.round(performance.now() * NANOSECONDS));
  let last = '';
  return {
    set: (until, pids) => {
      const line = fenceLine({
        until: start + BigInt(Math.max(0, Math.round(until * NANOSECONDS))),
        pids,
      });
      if (line !== last) child.stdin.write(line);
      last = line;
    },
    close: () => child.stdin.end(),
  };
}

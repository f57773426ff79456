import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { ownUsage } from '../platform/process-tree.ts';

/** A command to run and measure; `log` receives its output. */
export interface LaunchOrder {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  /** Seconds after which it is killed. */
  readonly timeout: number;
}

/** How it ended; times in seconds. */
export interface Launched {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  /** Why it could not be started. */
  readonly error: string | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly wall: number;
  readonly cpu: number | null;
  readonly fetched: number | null;
  readonly read: number | null;
}

/**
 * A separate process for each run: it is in the control groups before the command starts, and after the command has ended the
 * system has added the usage of the command to its figures.
 */
function launch(order: LaunchOrder): void {
  const before = ownUsage();
  const log = openSync(order.log, 'w');
  const startedAt = Date.now();
  const began = performance.now();
  let [timedOut, error] = [false, null as string | null];
  const child = spawn(order.file, order.args, {
    cwd: order.cwd,
    env: { ...process.env, ...order.env },
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  closeSync(log);
  spareThisProcess();
  const timer = setTimeout(() => {
    timedOut = true;
    endAll(child);
  }, order.timeout * 1000);
  process.on('disconnect', () => {
    endAll(child);
    process.exit(1);
  });
  child.on('error', (cause) => {
    error = String(cause);
  });
  child.on('close', (exitCode, signal) => {
    const wall = (performance.now() - began) / 1000;
    clearTimeout(timer);
    const after = ownUsage();
    const launched: Launched = {
      exitCode,
      signal,
      timedOut,
      error,
      startedAt,
      wall,
      cpu: difference(after.childrenCpu, before.childrenCpu),
      fetched: difference(after.fetched, before.fetched),
      read: difference(after.read, before.read),
    };
    process.removeAllListeners('disconnect');
    process.send?.(launched, () => process.disconnect());
  });
}

/** If the group runs out of memory, the system has to kill the command and not the measuring process. */
function spareThisProcess(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '-1000');
  } catch {
    // Not available everywhere, and not permitted to everyone.
  }
}

/** The whole process group, if the system has groups: a command may leave processes behind. */
function endAll(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}

process.once('message', (order: LaunchOrder) => launch(order));
process.send?.('ready');

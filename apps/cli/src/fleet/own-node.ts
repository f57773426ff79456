import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FleetFlags } from './fleet-flags.ts';
import { sendLeave } from './leave-message.ts';

/** A node on the machine of the coordinator: a process like any other node, which outlives it. */
export interface OwnNode {
  /** Finishes what it has, and starts nothing more. */
  leave(): void;
  readonly ended: Promise<void>;
}

const BALLAST = fileURLToPath(new URL('../bin.js', import.meta.url));

export function startOwnNode(
  board: string,
  name: string,
  { fleet, workers, memory, history }: FleetFlags,
): OwnNode {
  const own = ['--fleet', fleet, '--once', '--board', board, '--node', `${name.slice(0, 43)}-here-${board}`];
  const limits = [
    ...(workers === undefined ? [] : ['--workers', workers]),
    ...(memory === undefined ? [] : ['--memory', memory]),
    ...(history ? [] : ['--no-history']),
  ];
  const child = spawn(process.execPath, [BALLAST, 'join', ...own, ...limits, '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C is for the coordinator, which decides what becomes of its own node.
    detached: true,
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  return { leave: () => sendLeave(child), ended };
}

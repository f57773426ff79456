import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { CallKind, Role } from '../effect.ts';

/** What the environment variable BALLAST_DISK_FAULTS holds, as JSON. */
export interface Settings {
  /** Absolute; calls on anything that is not below it are neither counted nor recorded. */
  readonly root: string;
  /** Absolute path of the log of effects, which is not below the root. */
  readonly log: string;
  /** Null to count only. */
  readonly fault: PlannedFault | null;
}

export interface PlannedFault {
  readonly role: Role;
  /** The first call is 1. Calls of other kinds than these are not counted for it; absent: all count. */
  readonly at: number;
  readonly kinds?: readonly CallKind[];
  /** `power-loss`, or the code of a system error. */
  readonly what: string;
  /** Whether all later calls of these kinds fail as well. */
  readonly stays: boolean;
}

/** Null in any process that is neither the command nor one of its workers. */
export function settingsOfThisProcess(): { readonly settings: Settings; readonly role: Role } | null {
  const text = process.env.BALLAST_DISK_FAULTS ?? '';
  const role = roleOf(process.argv[1] ?? '');
  if (text === '' || role === null || !isMainThread) return null;
  return { settings: JSON.parse(text) as Settings, role };
}

function roleOf(script: string): Role | null {
  const name = path.basename(script);
  if (name === 'bin.js') return 'coordinator';
  return /^worker-(?:reader-)?session\.c?js$/.test(name) ? 'worker' : null;
}

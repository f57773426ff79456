import { readdirSync } from 'node:fs';
import { readText } from './read-text.ts';

/** A process by its number and the time of its start, which tells it from a later one with the same number. */
export interface Relative {
  readonly pid: number;
  /** In clock ticks since boot. */
  readonly startTime: number;
}

interface Kin extends Relative {
  readonly parent: number;
  readonly group: number;
}

/** A process, everything it started as far as those in between live, and the members of the group that it leads. */
export function treeOf(root: string, pid: number): Relative[] {
  const all = allProcesses(root);
  const found = new Set([pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of all) {
      if (found.has(one.pid) || !(found.has(one.parent) || one.group === pid)) continue;
      found.add(one.pid);
      grown = true;
    }
  }
  return all.filter((one) => found.has(one.pid));
}

/** Whether a process has living children of its own; false where the kernel does not list them. */
export function hasChildren(root: string, pid: number): boolean {
  for (const thread of names(root, `proc/${pid}/task`)) {
    const children = readText(root, `proc/${pid}/task/${thread}/children`);
    if (children !== null && children.trim() !== '') return true;
  }
  return false;
}

/** Whether this is still the process that was seen, and not ended. */
export function isStill(root: string, { pid, startTime }: Relative): boolean {
  return kinOf(root, pid)?.startTime === startTime;
}

function allProcesses(root: string): Kin[] {
  return names(root, 'proc').flatMap((name) => {
    const kin = /^\d+$/.test(name) ? kinOf(root, Number(name)) : null;
    return kin === null ? [] : [kin];
  });
}

/** Null for a process that is gone or only waits to be collected. */
function kinOf(root: string, pid: number): Kin | null {
  const text = readText(root, `proc/${pid}/stat`);
  if (text === null) return null;
  // The name may hold anything, closing brackets too: fields count from the last one (proc_pid_stat(5), field 3 on).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = 'X', parent, group] = fields;
  if (state === 'Z' || state === 'X') return null;
  return { pid, parent: Number(parent), group: Number(group), startTime: Number(fields[19]) };
}

function names(root: string, path: string): string[] {
  try {
    return readdirSync(`${root}/${path}`);
  } catch {
    return [];
  }
}

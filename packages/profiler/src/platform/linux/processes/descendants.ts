import { readdirSync } from 'node:fs';
import { readText } from '../read-text.ts';

/** A process by its number and its start time, which distinguishes it from a later process with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** In clock ticks since boot. */
  readonly startTime: number;
}

export interface ProcessEntry extends ProcessIdentity {
  readonly parent: number;
  readonly group: number;
}

/** A process, its descendants as long as every process in between is alive, and the members of the group that it leads. */
export function treeOf(root: string, pid: number): ProcessIdentity[] {
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

/** Everything that a process has started, and that is still below it; empty if the kernel does not list it. */
export function descendantsOf(root: string, pid: number): number[] {
  const found: number[] = [];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of childrenOf(root, next)) {
      found.push(child);
      open.push(child);
    }
  }
  return found;
}

function childrenOf(root: string, pid: number): number[] {
  return names(root, `proc/${pid}/task`).flatMap((thread) =>
    (readText(root, `proc/${pid}/task/${thread}/children`) ?? '')
      .split(' ')
      .map(Number)
      .filter((one) => one > 0),
  );
}

/** Whether a process has living children; false if the kernel does not list them. */
export function hasChildren(root: string, pid: number): boolean {
  for (const thread of names(root, `proc/${pid}/task`)) {
    const children = readText(root, `proc/${pid}/task/${thread}/children`);
    if (children !== null && children.trim() !== '') return true;
  }
  return false;
}

/** Whether the number still belongs to this process, and the process has not ended. */
export function isStill(root: string, { pid, startTime }: ProcessIdentity): boolean {
  return entryOf(root, pid)?.startTime === startTime;
}

/** All processes of the system that have not ended. */
export function allProcesses(root: string): ProcessEntry[] {
  return names(root, 'proc').flatMap((name) => {
    const entry = /^\d+$/.test(name) ? entryOf(root, Number(name)) : null;
    return entry === null ? [] : [entry];
  });
}

/** Null for a process that has ended, zombies included. */
function entryOf(root: string, pid: number): ProcessEntry | null {
  const text = readText(root, `proc/${pid}/stat`);
  if (text === null) return null;
  // The name may contain anything, also closing brackets: count fields from the last one (proc_pid_stat(5), field 3 on).
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

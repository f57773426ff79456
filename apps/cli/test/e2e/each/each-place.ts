import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const found = spawnSync(process.platform === 'win32' ? 'python' : 'python3', [
  '-c',
  'import sys; print(sys.executable)',
]);
export const HAS_PYTHON: boolean = found.status === 0;
/** The interpreter itself: what is on the path may be a script that starts it. */
export const PYTHON: string = HAS_PYTHON ? found.stdout.toString().trim() : 'python3';
if (!HAS_PYTHON) console.warn('skipped: there is no Python, which these tests of tasks need');

/** Small files in a new folder that nobody has written to for a while: a worker would wait for them to be left alone. */
export function quietFiles(folder: string, count: number): string {
  mkdirSync(folder);
  for (let i = 1; i <= count; i += 1) {
    const file = path.join(folder, `f${String(i).padStart(2, '0')}.dat`);
    writeFileSync(file, 'x'.repeat(i));
    utimesSync(file, new Date('2020-01-01'), new Date('2020-01-01'));
  }
  return folder;
}

export function script(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Everything that a process has started, as the kernel lists it now. */
function treeOf(pid: number): number[] {
  const children = threadsOf(pid).flatMap((thread) => {
    const text = textOf(`/proc/${pid}/task/${thread}/children`).trim();
    return text === '' ? [] : text.split(' ').map(Number);
  });
  return [pid, ...children.flatMap(treeOf)];
}

/** Sum of the resident sets of a process and everything that it has started, in bytes. */
export function residentOfTree(pid: number): number {
  return treeOf(pid).reduce(
    (sum, one) => sum + 4096 * Number(textOf(`/proc/${one}/statm`).split(' ')[1] ?? 0),
    0,
  );
}

/**
 * How many processes below one have a text in their command line. Looking takes time: only those count that are still there at
 * its end, so that all of them were there at one instant.
 */
export function countIn(pid: number, text: string): number {
  const has = (one: number): boolean => textOf(`/proc/${one}/cmdline`).includes(text);
  const seen = treeOf(pid).filter((one) => one !== pid && has(one));
  return seen.filter(has).length;
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

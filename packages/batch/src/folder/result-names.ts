import path from 'node:path';
import { WORK } from './owned.ts';

/** Relative to the output folder. */
export const RESULTS: string = `${WORK}/results`;

/** A file of its own: for results that have time series next to them. */
const OWN_FILE = /^\.ballast\/results\/(0|[1-9]\d{0,14})-(?:0|[1-9]\d{0,5})-[0-9a-f]{8}\.json$/;
/** A part of the file to which one worker appends its results: that file, the task, the attempt and where it begins. */
const ENTRY =
  /^(\.ballast\/results\/[0-9a-f]{8}-[0-9a-f]{8}\.results)#(0|[1-9]\d{0,14})-(0|[1-9]\d{0,5})@(0|[1-9]\d{0,15})$/;
/** The name of such a file. */
export const SEGMENT: RegExp = /^[0-9a-f]{8}-[0-9a-f]{8}\.results$/;

export interface Entry {
  /** Relative to the output folder, with forward slashes. */
  readonly segment: string;
  readonly task: number;
  readonly attempt: number;
  /** Bytes before it. */
  readonly offset: number;
}

/** Null for the name of anything else. */
export function entryOf(name: string): Entry | null {
  const [, segment, task, attempt, offset] = ENTRY.exec(name) ?? [];
  if (segment === undefined) return null;
  return { segment, task: Number(task), attempt: Number(attempt), offset: Number(offset) };
}

export function entryName({ segment, task, attempt, offset }: Entry): string {
  return `${segment}#${task}-${attempt}@${offset}`;
}

/** Whether a journal may name this as the result of the task, or of any task if it is null. */
export function isResultName(name: string, task: number | null): boolean {
  const named = OWN_FILE.exec(name)?.[1] ?? entryOf(name)?.task;
  return named !== undefined && (task === null || Number(named) === task);
}

/** Where a result is: the absolute path of its file, and what it begins with; null for a whole file. */
export interface PlacedResult {
  readonly file: string;
  readonly offset: number | null;
}

/** `name` must be that of a result. */
export function placeOf(root: string, name: string): PlacedResult {
  const at = entryOf(name);
  return { file: pathIn(root, at?.segment ?? name), offset: at?.offset ?? null };
}

/** The place of a task's result; null for a name that no journal may contain. `isEntry`: in a file of several. */
export function placeOfTask(
  root: string,
  { name, task }: { readonly name: string; readonly task: number | null },
): (PlacedResult & { readonly isEntry: boolean }) | null {
  const at = entryOf(name);
  const named = at?.task ?? OWN_FILE.exec(name)?.[1];
  if (named === undefined || (task !== null && Number(named) !== task)) return null;
  const file = pathIn(root, at?.segment ?? name);
  return { file, offset: at?.offset ?? null, isEntry: at !== null };
}

/** There is one for each result: joining the parts of a path takes far longer. */
function pathIn(root: string, name: string): string {
  return path.sep === '/' && !root.endsWith('/') ? `${root}/${name}` : path.join(root, ...name.split('/'));
}

import type { PlannedEnd } from './planned-end.ts';

/** When the simulation in one file ended. Times in seconds. */
export interface FileEnd {
  readonly task: number;
  /** Relative to the input folder, with forward slashes. */
  readonly file: string;
  readonly end: number;
  /** Time between two samples; 0 if there is only one. */
  readonly step: number;
  /** As an input file of the simulation says; null if there is none. */
  readonly planned: PlannedEnd | null;
}

/** Fewer files say nothing about which of their ends is the planned one. */
const FEWEST = 3;

/** Files whose ends are compared. */
export interface Group {
  readonly files: readonly FileEnd[];
  /** Which files these are, for use after their number. */
  readonly words: string;
  readonly isFolder: boolean;
  /** Whether there are enough files to compare. */
  readonly isLarge: boolean;
  /** As `commonEnd` says, and whether all end at the same time: each file of the group asks for them. */
  readonly common: CommonEnd | null;
  readonly isTogether: boolean;
}

/** The groups that each of the files belongs to, from the smallest to all of them. */
export function groupsOf(files: readonly FileEnd[]): { of(file: FileEnd): readonly Group[] } {
  const alike = groupedAs(files, patternOf, { words: 'with names like it', isFolder: false });
  const folders = groupedAs(files, folderOf, { words: 'in its folder', isFolder: true });
  const all = groupOf(files, { words: 'of the batch', isFolder: false });
  return {
    of: ({ file }) =>
      [alike.get(patternOf(file)), folders.get(folderOf(file)), all].filter((group) => group !== undefined),
  };
}

type Kind = Pick<Group, 'words' | 'isFolder'>;

function groupedAs(
  files: readonly FileEnd[],
  keyOf: (file: string) => string,
  kind: Kind,
): ReadonlyMap<string, Group> {
  const members = grouped(files, ({ file }) => keyOf(file));
  return new Map([...members].map(([key, own]) => [key, groupOf(own, kind)]));
}

function groupOf(files: readonly FileEnd[], kind: Kind): Group {
  const [common, isTogether] = [commonEnd(files), allEndTogether(files)];
  return { files, ...kind, isLarge: files.length >= FEWEST, common, isTogether };
}

export interface CommonEnd {
  readonly end: number;
  readonly count: number;
}

function grouped(
  files: readonly FileEnd[],
  keyOf: (file: FileEnd) => string,
): ReadonlyMap<string, readonly FileEnd[]> {
  const groups = new Map<string, FileEnd[]>();
  for (const file of files) {
    const key = keyOf(file);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [file]);
    else known.push(file);
  }
  return groups;
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** Equal for paths that differ in numbers only; text and binary results are alike. */
function patternOf(file: string): string {
  return file
    .replace(/\.outb?$/i, '')
    .replace(/\d+/gu, '#')
    .toLowerCase();
}

function numbersIn(file: string): readonly string[] {
  return file.match(/\d+/gu) ?? [];
}

/** Whether a simulation ended before a time, by more than the distance of its samples. */
export function isSoon({ end, step }: Pick<FileEnd, 'end' | 'step'>, before: number): boolean {
  return before - end > 1.5 * step + 1e-6 * Math.abs(before);
}

/** The most frequent end, if at least half of the files have it; null also if there are too few to tell. */
function commonEnd(files: readonly FileEnd[]): CommonEnd | null {
  if (files.length < FEWEST) return null;
  let best: { end: number; count: number } | null = null;
  let tied = false;
  for (const { end, count } of endsIn(files)) {
    if (best === null || count > best.count) {
      best = { end, count };
      tied = false;
    } else if (count === best.count) tied = true;
  }
  return best === null || tied || best.count < 2 || 2 * best.count < files.length ? null : best;
}

function endsIn(files: readonly FileEnd[]): { end: number; count: number }[] {
  const sorted = [...files].sort((a, b) => a.end - b.end);
  const ends: { end: number; count: number; step: number }[] = [];
  for (const { end, step } of sorted) {
    const last = ends.at(-1);
    if (last === undefined || isSoon({ end: last.end, step: Math.max(last.step, step) }, end)) {
      ends.push({ end, count: 1, step });
    } else {
      last.count += 1;
      last.step = Math.max(last.step, step);
    }
  }
  return ends;
}

/**
 * Whether files like it suggest that a simulation was meant to end when it did. `yes`: all of those that share one of its
 * numbers, such as that of a load case, end at the same time. `perhaps`: it is the only one with one of its numbers, where
 * others share theirs.
 */
export function isMeant(file: FileEnd, like: readonly FileEnd[]): 'yes' | 'perhaps' | 'no' {
  let answer: 'perhaps' | 'no' = 'no';
  const all = like.map((other) => ({ other, numbers: numbersIn(other.file) }));
  for (const [place, number] of numbersIn(file.file).entries()) {
    const same = all.filter(({ numbers }) => numbers[place] === number);
    if (same.length === 1 && isShared(all.map(({ numbers }) => numbers[place] ?? ''))) answer = 'perhaps';
    if (same.length > 1 && same.every(({ other }) => endTogether(file, other))) return 'yes';
  }
  return answer;
}

/** Whether there are at least two files, which all end at the same time. */
function allEndTogether([first, ...others]: readonly FileEnd[]): boolean {
  return first !== undefined && others.length > 0 && others.every((other) => endTogether(first, other));
}

function endTogether(a: FileEnd, b: FileEnd): boolean {
  const step = Math.max(a.step, b.step);
  return !isSoon({ end: a.end, step }, b.end) && !isSoon({ end: b.end, step }, a.end);
}

/** Whether at least two have the same number, as files of one load case have. */
function isShared(numbers: readonly string[]): boolean {
  return new Set(numbers).size < numbers.length;
}

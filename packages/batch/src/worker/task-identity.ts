import { createHash } from 'node:crypto';
import type { TaskSettings } from '@ballast/config';

/** A file of the user's that runs, or that results depend on. */
export interface TaskFileDigest {
  /** Without its folder, which differs from machine to machine. */
  readonly name: string;
  /** SHA-256, or `missing`. */
  readonly sha256: string;
}

/** What all machines of a fleet must agree on about a task of the user's own. What it runs is each machine's own affair. */
export interface TaskIdentity {
  /** Null for one that may run on one machine only. */
  readonly name: string | null;
  readonly files: readonly TaskFileDigest[];
}

/** Names of details that are digests of files begin with it. */
export const FILE_DETAIL = 'file ';
/** One record has room for them; all that are beyond share one digest. */
const MOST_FILES = 100;

/** `details`: of the program that carries out the task. */
export function taskIdentity(
  { name }: Pick<TaskSettings, 'name'>,
  details: Readonly<Record<string, string>>,
): TaskIdentity {
  const files = Object.entries(details)
    .filter(([detail]) => detail.startsWith(FILE_DETAIL))
    .map(([detail, sha256]) => ({ name: baseOf(detail), sha256 }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (files.length <= MOST_FILES) return { name, files };
  const rest = createHash('sha256').update(files.slice(MOST_FILES).map(keyOf).join('\n')).digest('hex');
  return { name, files: [...files.slice(0, MOST_FILES), { name: 'further files', sha256: rest }] };
}

/** Names of the files that one of two machines has otherwise, or not at all. */
export function differingFiles(one: TaskIdentity, other: TaskIdentity): readonly string[] {
  const [ofOne, ofOther] = [one, other].map(({ files }) => new Set(files.map(keyOf)));
  const differing = [
    ...one.files.filter((file) => ofOther?.has(keyOf(file)) !== true),
    ...other.files.filter((file) => ofOne?.has(keyOf(file)) !== true),
  ];
  return [...new Set(differing.map(({ name }) => name))].sort();
}

const baseOf = (detail: string): string => detail.slice(FILE_DETAIL.length).split('/').at(-1) ?? '';
const keyOf = ({ name, sha256 }: TaskFileDigest): string => `${sha256} ${name}`;

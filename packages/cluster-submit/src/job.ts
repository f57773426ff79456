import { type Bytes, FaultError } from '@ballast/resource-model';

/** Seats of a licence that the cluster counts, and how many of them one shard takes. */
export interface Licence {
  /** As the cluster names it. */
  readonly name: string;
  readonly count: number;
}

/** A batch that is to run in shards on a cluster. Every path is absolute, and the same on every node. */
export interface ClusterJob {
  /** Name of the batch; the cluster shows it without the characters that it does not take. */
  readonly name: string;
  /** How a node starts Ballast: a program and its first arguments. */
  readonly ballast: readonly string[];
  readonly batch: string;
  readonly output: string;
  readonly shards: number;
  /** Most shards at the same time; null for no limit. */
  readonly atOnce: number | null;
  readonly licences: readonly Licence[];
  /** What one shard may use; null leaves it to the cluster. */
  readonly memory: Bytes | null;
  readonly cpus: number | null;
  readonly minutes: number | null;
}

/** A file to write into a folder of its own; `executable`: it is a script. */
export interface SubmitFile {
  readonly name: string;
  readonly text: string;
  readonly executable: boolean;
}

/** A command to run in that folder. `{id}` in an argument stands for the first word that the command before it printed. */
export interface SubmitStep {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Submission {
  readonly files: readonly SubmitFile[];
  /** In this order, each only if the one before succeeded. */
  readonly steps: readonly SubmitStep[];
}

/** A share of a node's memory is for Ballast itself. */
const SHARE_OF_MEMORY = 0.95;
const MIB = 1 << 20;

/** The memory that the cluster is asked for, in MiB. */
export const mebibytes = (memory: Bytes): number => Math.ceil(memory / MIB);

/** Budget of a shard whose node gives it this memory, both in MiB. */
export const budgetOf = (memory: number): number => Math.floor(memory * SHARE_OF_MEMORY);

/** The name with the characters that every cluster takes, at most 15 of them (the limit of PBS). */
export function jobName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z]+/, '');
  return safe === '' ? 'ballast' : safe.slice(0, 15);
}

/** Fault CLUSTER_JOB for what a directive of a cluster cannot hold. */
export function checkJob({ shards, atOnce, licences, ballast, batch, output }: ClusterJob): void {
  for (const { name, count } of licences) {
    if (!/^[A-Za-z][A-Za-z0-9_@.-]{0,63}$/.test(name) || !isCount(count))
      throw refused(
        `the licence ${JSON.stringify(name)}:${count}`,
        'a name of letters, digits, _, @, . and -, and a count',
      );
  }
  for (const count of [shards, atOnce ?? 1]) {
    if (!isCount(count)) throw refused(`the number ${count}`, 'a whole number from 1 to 10000');
  }
  for (const text of [...ballast, batch, output]) {
    if (hasControl(text))
      throw refused(`the path ${JSON.stringify(text)}`, 'a path without control characters');
  }
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 10_000;

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}

function refused(found: string, expected: string): FaultError {
  return new FaultError({
    code: 'CLUSTER_JOB',
    message: `${found} cannot be submitted: expected ${expected}`,
    hint: 'correct it, then submit again',
  });
}

import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { type ConfigIssue, decodeText, formatIssues, type TaskRun } from '@ballast/config';
import { inWords, type Located, mistakeAt, plain, readYaml, type Step, valueAt } from '@ballast/config/yaml';
import { FaultError } from '@ballast/resource-model';
import { countText, printable } from '@ballast/text';
import type * as z from 'zod';
import { fleetSchema, type WrittenFleet, type WrittenTask } from './fleet-schema.ts';

/** Seats of a licence that all nodes share. `per`: one seat for a machine while it works, or one for each worker process. */
export interface SeatPool {
  readonly pool: number;
  readonly per: 'machine' | 'process';
}

/** What this machine runs for a task that a batch names. */
export interface AllowedTask {
  readonly run: TaskRun;
  /** Folder in which it runs, absolute. */
  readonly directory: string;
}

/** What a machine has to know to take part in a fleet. Paths are absolute. */
export interface FleetSettings {
  /** Absolute path of the file that says this. */
  readonly path: string;
  /** `tls://host:port`, or `nats://host:port` without TLS. */
  readonly server: string;
  /** Certificate of the authority that signed the server's; null: those that the system trusts. */
  readonly ca: string | null;
  /** File with the seed of this machine's nkey; null: the server asks for none. */
  readonly key: string | null;
  /** Name of this machine in the fleet. */
  readonly node: string;
  /** Folders that every node has, each under its own path. */
  readonly roots: ReadonlyMap<string, string>;
  readonly seats: ReadonlyMap<string, SeatPool>;
  /** Tasks of users' own that batches may run on this machine, by their names; no other ones. */
  readonly tasks: ReadonlyMap<string, AllowedTask>;
  /** How long a node is silent before it is taken for dead, in milliseconds: decided by the machine that opens a batch. */
  readonly silence: number;
}

const SILENCE = 30_000;

/** Reads the file of a machine's fleet (F.yml). Fault FLEET_FILE_INVALID: it cannot be read, or has mistakes; each is a line. */
export function readFleetFile(file: string): FleetSettings {
  const absolute = path.resolve(file);
  const decoded = decodeText(contentOf(absolute, file));
  if (!decoded.ok) throw invalid(file, decoded.issues);
  const { root, issues } = readYaml(decoded.text);
  if (root === null || issues.length > 0) throw invalid(file, issues);
  const checked = fleetSchema.safeParse(plain(root));
  if (!checked.success)
    throw invalid(
      file,
      checked.error.issues.flatMap((issue) => mistakesOf(issue, root)),
    );
  return settingsOf(checked.data, absolute);
}

function settingsOf(written: WrittenFleet, file: string): FleetSettings {
  const folder = path.dirname(file);
  const { server, ca, key, node, roots, seats, tasks, silence } = written;
  const resolved = (name: string | undefined): string | null =>
    name === undefined ? null : path.resolve(folder, name);
  return {
    path: file,
    server,
    ca: resolved(ca),
    key: resolved(key),
    node: node ?? nodeName(hostname()),
    roots: new Map(Object.entries(roots).map(([name, root]) => [name, path.resolve(folder, root)])),
    seats: new Map(Object.entries(seats)),
    tasks: new Map(
      Object.entries(tasks).map(([name, task]) => [
        name,
        { run: runOf(task), directory: path.resolve(folder, task.directory ?? '.') },
      ]),
    ),
    silence: silence ?? SILENCE,
  };
}

function runOf({ command, python, node, pythonExecutable }: WrittenTask): TaskRun {
  if (command !== undefined) return { kind: 'command', command };
  if (python !== undefined) return { kind: 'python', call: python, executable: pythonExecutable ?? null };
  return { kind: 'node', call: node ?? '' };
}

/** The name of a machine as a part of records: only letters, digits, `_` and `-`. */
export function nodeName(host: string): string {
  const cleaned = host.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return cleaned.slice(0, 63) || 'node';
}

function contentOf(absolute: string, file: string): Uint8Array {
  try {
    return readFileSync(absolute);
  } catch (cause) {
    throw new FaultError({
      code: 'FLEET_FILE_INVALID',
      message: `${printable(file, 400)} cannot be read: ${(cause as Error).message}`,
      hint: 'name the file with the server and the roots of this machine (--fleet F.yml)',
      details: { path: absolute },
      cause,
    });
  }
}

function invalid(file: string, issues: readonly ConfigIssue[]): FaultError {
  return new FaultError({
    code: 'FLEET_FILE_INVALID',
    message: `${printable(file, 400)} has ${countText(issues.length, 'mistake')}`,
    hint: 'correct the file',
    details: { issues, lines: formatIssues(issues, file).split('\n') },
  });
}

function mistakesOf(issue: z.core.$ZodIssue, root: Located): readonly ConfigIssue[] {
  const at = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code !== 'unrecognized_keys') {
    // An unknown name of a root or a pool is a key.
    const expected = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? '') : issue.message;
    return [mistakeAt(originOf(root, at), { path: at, expected, found: foundAt(issue, root, at) })];
  }
  return issue.keys.map((key) =>
    mistakeAt(originOf(root, [...at, key]), {
      path: [...at, key],
      expected: 'no other key here',
      found: `\`${printable(key)}\``,
    }),
  );
}

function foundAt(issue: z.core.$ZodIssue, root: Located, at: readonly Step[]): string {
  if (issue.code === 'invalid_key') return `\`${printable(String(at.at(-1)))}\``;
  const value = valueAt(root, at);
  return inWords(value === undefined ? undefined : plain(value));
}

/** That of the value, or of the innermost one around it that exists. */
function originOf(root: Located, at: readonly Step[]): Located['origin'] {
  for (let length = at.length; length > 0; length -= 1) {
    const value = valueAt(root, at.slice(0, length));
    if (value !== undefined) return value.origin;
  }
  return root.origin;
}

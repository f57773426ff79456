import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { productName } from '@ballast/batch';
import { type AllowedTask, type FleetSettings, type OpenedRecord, readFleetFile } from '@ballast/fleet';
import type { FleetServer, ServerFacts } from '@ballast/fleet-nats';
import { type Fault, isFault, plainFault } from '@ballast/resource-model';
import { boardsOn } from '../fleet/collect-status.ts';
import { serverOf } from '../fleet/server-of.ts';

/** A root of this machine, and why it cannot be used; null if it can. */
export interface RootFound {
  readonly name: string;
  readonly path: string;
  readonly problem: string | null;
}

/** A task of users' own that batches may run on this machine: its name, what it runs, and why it cannot; null if nothing is in the way. */
export interface TaskFound {
  readonly name: string;
  readonly runs: string;
  readonly directory: string;
  readonly problem: string | null;
}

/** An open batch, and why this machine cannot take part; empty if it can. */
export interface BatchFound {
  readonly board: string;
  readonly name: string;
  readonly problems: readonly string[];
}

export type ServerFound =
  | {
      readonly reached: true;
      readonly facts: ServerFacts;
      /** Milliseconds. */
      readonly roundTrip: number;
      readonly batches: readonly BatchFound[];
    }
  | { readonly reached: false; readonly fault: Fault };

/** What a machine has of a fleet. */
export type FleetFindings =
  | { readonly read: false; readonly fault: Fault }
  | {
      readonly read: true;
      readonly file: string;
      readonly address: string;
      readonly node: string;
      readonly server: ServerFound;
      readonly roots: readonly RootFound[];
      readonly tasks: readonly TaskFound[];
    };

/** Looks at the server and at the roots; writes nothing. */
export async function collectFleet(file: string): Promise<FleetFindings> {
  const settings = await orFault(async () => readFleetFile(file));
  if (!settings.ok) return { read: false, fault: settings.fault };
  const { path: place, server, node, roots, tasks } = settings.value;
  return {
    ...{ read: true, file: place, address: server, node },
    server: await lookAt(settings.value),
    roots: [...roots].map(([name, root]) => ({ name, path: root, problem: problemOf(root) })),
    tasks: [...tasks].map(([name, { run, directory }]) => ({
      ...{ name, runs: wordsOf(run), directory },
      problem: problemOf(directory, constants.R_OK),
    })),
  };
}

async function lookAt(settings: FleetSettings): Promise<ServerFound> {
  const found = await orFault(async () => {
    const server = await serverOf(settings);
    try {
      const facts = await server.facts();
      const batches = await batchesFor(server, settings);
      return { reached: true, facts, roundTrip: await server.roundTrip(), batches } as const;
    } finally {
      await server.close();
    }
  });
  return found.ok ? found.value : { reached: false, fault: found.fault };
}

type OrFault<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

async function orFault<T>(act: () => Promise<T>): Promise<OrFault<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (isFault(error)) return { ok: false, fault: plainFault(error) };
    throw error;
  }
}

function wordsOf(run: AllowedTask['run']): string {
  return run.kind === 'command' ? run.command.join(' ') : run.call;
}

function problemOf(folder: string, access = constants.R_OK | constants.W_OK): string | null {
  try {
    if (!statSync(folder).isDirectory()) return 'it is not a folder';
    accessSync(folder, access);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

async function batchesFor(server: FleetServer, settings: FleetSettings): Promise<readonly BatchFound[]> {
  const boards = await boardsOn(server);
  return boards.flatMap(({ board, opened, control }) =>
    opened === null || control?.type === 'closed'
      ? []
      : [{ board, name: opened.name, problems: problemsWith(board, opened, settings) }],
  );
}

function problemsWith(board: string, opened: OpenedRecord, settings: FleetSettings): readonly string[] {
  const own = productName();
  return [
    ...(opened.product === own ? [] : [`it was begun with ${opened.product}, this is ${own}`]),
    ...nonceProblem(board, opened, settings),
  ];
}

/** Whether this machine sees the very output folder of the batch: a file in it has a number that only its board knows. */
function nonceProblem(
  board: string,
  { output, nonce }: OpenedRecord,
  settings: FleetSettings,
): readonly string[] {
  const folder = placeOn(output, settings);
  if (folder === null)
    return [`its output folder is in the root ${output.root}, which this machine does not have`];
  const file = path.join(folder, '.ballast', `fleet-${board}`);
  try {
    if (readFileSync(file, 'utf8').trim() === nonce) return [];
    return [`${folder} is the output folder of another batch: the root ${output.root} shows another place`];
  } catch (error) {
    return [`its output folder is not seen here: ${(error as Error).message}`];
  }
}

function placeOn({ root, path: inside }: OpenedRecord['output'], { roots }: FleetSettings): string | null {
  const base = roots.get(root);
  return base === undefined ? null : path.join(base, ...inside.split('/'));
}

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  type History,
  type HistoryFound,
  historyFile,
  historyFolder,
  productVersion,
  readHistory,
} from '@ballast/batch';
import { DEFAULTS } from '@ballast/config';
import {
  type Cores,
  cores,
  createProcessTrees,
  createUsageSampler,
  type MachineFacts,
  type MemoryInUse,
  type MemoryLimit,
  type MemoryNet,
  machineFacts,
  machineId,
  memoryBudget,
  memoryInUse,
  memoryLimit,
  type NumaNode,
  numaNodes,
  type Pressure,
  pressure,
  type Storage,
  storageKind,
} from '@ballast/profiler';
import { type Bytes, bytes, type Fault, isFault, plainFault } from '@ballast/resource-model';

export type LibraryFound =
  | { readonly found: true; readonly path: string; readonly version: string }
  | { readonly found: false; readonly fault: Fault };

export interface HistoryFacts {
  readonly folder: string;
  readonly file: string;
  /** Whether the file exists. */
  readonly present: boolean;
  readonly records: number;
  readonly ofThisMachine: number;
  readonly warning: string | null;
}

/** Everything that `ballast doctor` examines. */
export interface Findings {
  readonly versions: { readonly ballast: string; readonly node: string };
  readonly platform: NodeJS.Platform;
  readonly machine: MachineFacts;
  readonly machineId: string;
  readonly cores: Cores;
  readonly memory: {
    readonly limit: MemoryLimit;
    readonly inUse: MemoryInUse;
    /** Memory that a batch with the default share may use now. */
    readonly budget: Bytes;
    /** Whether the system can enforce a hard limit on the memory of all workers together. */
    readonly net: MemoryNet;
  };
  readonly numa: readonly NumaNode[];
  readonly pressure: Pressure;
  readonly directory: { readonly path: string; readonly present: boolean; readonly storage: Storage };
  readonly library: LibraryFound;
  readonly history: HistoryFacts;
  /** How worker processes can be measured from outside. */
  readonly sampling: {
    /** Why they cannot; null if they can. */
    readonly reason: string | null;
    readonly highWater: boolean;
  };
}

/** `native`: whether OrcFxAPI is loaded. */
export async function collectFindings(
  directory: string,
  { native }: { readonly native: boolean },
): Promise<Findings> {
  const full = path.resolve(directory);
  const limit = memoryLimit();
  const inUse = memoryInUse();
  const budget = memoryBudget(limit, inUse, {
    share: DEFAULTS.memoryShare,
    ours: bytes(process.memoryUsage.rss()),
  });
  return {
    versions: { ballast: productVersion(), node: process.versions.node },
    platform: process.platform,
    machine: await machineFacts(),
    machineId: machineId(),
    cores: cores(),
    memory: {
      limit,
      inUse,
      budget,
      net: await netFound(budget),
    },
    numa: numaNodes(),
    pressure: pressure(),
    directory: { path: full, present: isFolder(full), storage: storageKind(full) },
    library: native ? await findLibrary() : { found: false, fault: NOT_LOADED },
    history: await historyFacts(),
    sampling: sampling(),
  };
}

/** Only an attempt shows it; it takes a moment and leaves nothing behind. */
async function netFound(budget: Bytes): Promise<MemoryNet> {
  const trees = createProcessTrees({ memory: budget });
  await trees.close();
  return trees.net;
}

function isFolder(full: string): boolean {
  try {
    return statSync(full).isDirectory();
  } catch {
    return false;
  }
}

const NOT_LOADED: Fault = {
  code: 'LIBRARY_REFUSED',
  message: 'not loaded, because of --no-native',
  hint: 'run `ballast doctor` without --no-native to examine it',
};

async function findLibrary(): Promise<LibraryFound> {
  try {
    const { libraryFacts } = await import('@ballast/orcaflex-native-bridge');
    const facts = libraryFacts({ library: null, environment: process.env, platform: process.platform });
    return { found: true, path: facts.path, version: facts.version };
  } catch (error) {
    if (isFault(error)) return { found: false, fault: plainFault(error) };
    // The native bridge itself may not load on a system that it was not built for.
    const message = error instanceof Error ? error.message : String(error);
    return { found: false, fault: { code: 'BRIDGE_UNUSABLE', message } };
  }
}

async function historyFacts(): Promise<HistoryFacts> {
  const folder = historyFolder(process.env, process.platform);
  const { history, warning }: HistoryFound = await readHistory(folder);
  return {
    folder,
    file: historyFile(folder),
    present: existsSync(historyFile(folder)),
    records: history.records.length,
    ofThisMachine: ofMachine(history, machineId()),
    warning,
  };
}

function ofMachine({ records }: History, machine: string): number {
  return records.filter((record) => record.machine === machine).length;
}

function sampling(): Findings['sampling'] {
  const sampler = createUsageSampler();
  try {
    const usage = sampler.sample([process.pid], { highWater: true }).get(process.pid);
    return { reason: sampler.reason, highWater: (usage?.highWater ?? null) !== null };
  } finally {
    sampler.close();
  }
}

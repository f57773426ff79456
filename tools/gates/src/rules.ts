/** The rules of this repository as data; docs/design.md draws the same picture. */

export interface Place {
  readonly level: 0 | 1 | 2 | 3 | 4 | 5;
  /** The only entries of level-1 packages that this package may import; absent: any entry below its level. */
  readonly onlyEntries?: readonly string[];
}

/** Folder of a package -> its place. `tools/*` needs no line: tools are above everything and nobody imports them. */
export const PLACES: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['packages/resource-model', { level: 0 }],
  ['packages/results-model', { level: 0 }],
  ['packages/text', { level: 0 }],
  ['packages/compare', { level: 1 }],
  ['packages/config', { level: 1 }],
  ['packages/openfast', { level: 1 }],
  ['packages/orcaflex-native-bridge', { level: 1 }],
  ['packages/profiler', { level: 1 }],
  ['packages/scheduler', { level: 1 }],
  ['packages/reporting', { level: 2, onlyEntries: ['@ballast/scheduler/journal'] }],
  ['packages/simulator', { level: 2, onlyEntries: ['@ballast/scheduler'] }],
  ['packages/batch', { level: 3 }],
  ['packages/digitalmodel', { level: 4 }],
  ['apps/bench', { level: 5 }],
  ['apps/cli', { level: 5 }],
]);

/** Level of the tools: they may import every package. */
export const TOOLS_LEVEL = 5;

/** Folders whose packages nobody imports: they run as processes of their own. */
export const NEVER_IMPORTED: readonly string[] = ['apps/', 'tools/'];

/** Only the folders that own a native boundary use the foreign-function library. */
export const NATIVE_LIBRARY = 'koffi';
export const NATIVE_FOLDERS: readonly string[] = [
  'packages/orcaflex-native-bridge/src/abi/',
  'packages/profiler/src/platform/',
];

export interface PureFolder {
  readonly folder: string;
  /** Synchronous too: no `async`, no `await`, no `Promise`. */
  readonly synchronous: boolean;
}

const PURE_FOLDERS: readonly PureFolder[] = [
  { folder: 'packages/resource-model/src/', synchronous: false },
  { folder: 'packages/results-model/src/', synchronous: false },
  { folder: 'packages/text/src/', synchronous: false },
  { folder: 'packages/simulator/src/', synchronous: false },
  { folder: 'packages/scheduler/src/core/', synchronous: true },
];

/** The scheduler's core, divided into rooms. */
export const CORE = 'packages/scheduler/src/core/';

/** The files at the top of the core, which may import every room and which no room imports. */
export const TOP = 'the top';

/** Room of the core -> the rooms that it may import. A room names only rooms above its own line, so there is no ring. */
export const ROOMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['policy', []],
  ['state', ['policy']],
  ['verdict', ['policy', 'state']],
  ['learning', ['state']],
  ['flow', ['policy', 'state', 'verdict', 'learning']],
  ['admission', ['state', 'verdict', 'flow']],
  ['endings', ['policy', 'state', 'learning', 'flow']],
]);

/** Part of the scheduler's state -> the one room that writes to it. `verdict` writes to none: it only answers. */
export const STATE_WRITERS: ReadonlyMap<string, string> = new Map([
  ['inputs', 'state'],
  ['tasks', 'state'],
  ['workers', 'state'],
  ['progress', 'state'],
  ['measured', 'learning'],
  ['learned', 'learning'],
  ['failures', 'endings'],
  ['limits', 'flow'],
  ['admission', 'admission'],
  ['lifecycle', 'endings'],
  ['machine', TOP],
  ['clock', TOP],
]);

/** The room of a file of the core; undefined for any other file. */
export function roomOf(file: string): string | undefined {
  if (!file.startsWith(CORE)) return undefined;
  const [room, inside] = file.slice(CORE.length).split('/');
  return inside === undefined ? TOP : room;
}

/** Names that give a pure folder access to a clock, a random source, the process or the outside world. */
export const IMPURE_GLOBALS: ReadonlySet<string> = new Set([
  'Date',
  'performance',
  'process',
  'globalThis',
  'global',
  'console',
  'crypto',
  'fetch',
  'require',
  'queueMicrotask',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
]);

export const MAX_LINES = 400;
export const NOTED_LINES = 250;

export const pureFolderOf = (file: string): PureFolder | undefined =>
  PURE_FOLDERS.find(({ folder }) => file.startsWith(folder));

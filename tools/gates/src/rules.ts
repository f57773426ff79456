/** The rules of this repository as data; docs/design.md draws the same picture. */

export interface Place {
  readonly level: 0 | 1 | 2 | 3 | 4 | 5;
  /** The only entries of level-1 packages that this package may import; absent: any entry below its level. */
  readonly onlyEntries?: readonly string[];
  /** Packages of its own level that it may import: they must not know it. */
  readonly beside?: readonly string[];
  /** Its build bundles what it uses, so that its devDependencies may be used in sources too. */
  readonly isBundled?: true;
}

/** Folder of a package -> its place. `tools/*` needs no line: tools are above everything and nobody imports them. */
export const PLACES: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['packages/resource-model', { level: 0 }],
  ['packages/results-model', { level: 0 }],
  ['packages/text', { level: 0 }],
  ['packages/cluster-submit', { level: 1 }],
  ['packages/fleet-nats', { level: 1 }],
  ['packages/compare', { level: 1 }],
  ['packages/config', { level: 1 }],
  ['packages/one-reports', { level: 1 }],
  ['packages/openfast', { level: 1 }],
  ['packages/pictures', { level: 1 }],
  ['packages/orcaflex-native-bridge', { level: 1 }],
  ['packages/profiler', { level: 1 }],
  ['packages/scheduler', { level: 1 }],
  ['packages/table-files', { level: 1 }],
  ['packages/reporting', { level: 2, onlyEntries: ['@ballast/scheduler/journal'] }],
  ['packages/simulator', { level: 2, onlyEntries: ['@ballast/scheduler'] }],
  [
    'packages/report-page',
    {
      level: 2,
      onlyEntries: ['@ballast/scheduler/journal'],
      beside: ['@ballast/reporting', '@ballast/simulator'],
      isBundled: true,
    },
  ],
  ['packages/batch', { level: 3 }],
  ['packages/dashboard', { level: 3 }],
  ['packages/fleet', { level: 4 }],
  ['packages/digitalmodel', { level: 4 }],
  ['packages/oppnda', { level: 4 }],
  ['packages/own-task', { level: 4 }],
  ['apps/bench', { level: 5 }],
  ['apps/cli', { level: 5 }],
  ['apps/docs', { level: 5 }],
]);

/** Level of the tools: they may import every package. */
export const TOOLS_LEVEL = 5;

/** Folders whose packages nobody imports: they run as processes of their own. */
export const NEVER_IMPORTED: readonly string[] = ['apps/', 'tools/'];

/** Something of others that only some folders use, and everybody else through the exports of those. */
export interface Enclosed {
  /** The name of the module, or how the names of its family begin. */
  readonly module: string | { readonly prefix: string };
  readonly folders: readonly string[];
}

export const ENCLOSED: readonly Enclosed[] = [
  // A native boundary: a wrong type there ends the process.
  {
    module: 'koffi',
    folders: ['packages/orcaflex-native-bridge/src/abi/', 'packages/profiler/src/platform/'],
  },
  // The client of the server of a fleet: another server is another package.
  { module: { prefix: '@nats-io/' }, folders: ['packages/fleet-nats/'] },
];

/** Modules of others that use no clock, no randomness and no outside world either: pure folders may use their values. */
export const PURE_MODULES: ReadonlySet<string> = new Set(['fourier-transform']);

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
  { folder: 'packages/fleet/src/core/', synchronous: true },
];

/** Room -> the rooms that it may import. A room names only rooms above its own line, so there is no circle. */
export type Rooms = ReadonlyMap<string, readonly string[]>;

/** The files at the top of a house, which may import every room and which no room imports. */
export const TOP = 'the top';

/** The scheduler's core. */
export const CORE = 'packages/scheduler/src/core/';

const CORE_ROOMS: Rooms = new Map([
  ['policy', []],
  ['state', ['policy']],
  ['verdict', ['policy', 'state']],
  ['learning', ['state']],
  ['flow', ['policy', 'state', 'verdict', 'learning']],
  ['admission', ['state', 'verdict', 'flow']],
  ['endings', ['policy', 'state', 'learning', 'flow']],
]);

const BATCH_ROOMS: Rooms = new Map([
  ['platform', []],
  ['files', ['platform']],
  ['folder', ['platform', 'files']],
  ['inputs', ['platform', 'folder']],
  ['formats', ['files']],
  ['worker', ['platform', 'files', 'folder', 'inputs', 'formats']],
  ['survey', ['platform', 'inputs', 'worker']],
  ['learned', ['platform', 'files']],
  ['resume', ['files', 'folder', 'inputs', 'worker']],
  ['shards', ['folder', 'inputs', 'worker', 'resume']],
  ['prepare', ['files', 'folder', 'inputs', 'worker', 'survey', 'learned', 'resume', 'shards']],
  ['page', ['files', 'folder', 'inputs', 'worker']],
  ['publish', ['platform', 'files', 'folder', 'inputs', 'formats', 'worker', 'learned', 'prepare', 'page']],
  ['verify', ['files', 'folder', 'inputs', 'worker']],
  ['forecast', ['folder', 'inputs', 'worker', 'learned', 'prepare']],
  ['run', ['platform', 'files', 'folder', 'inputs', 'worker', 'learned', 'resume', 'prepare', 'publish']],
]);

const DIGITALMODEL_ROOMS: Rooms = new Map([
  ['literal', []],
  ['paths', []],
  ['translate', ['literal']],
  ['deliver', ['paths', 'translate']],
  ['load', ['paths', 'translate', 'deliver']],
]);

const REPORTING_ROOMS: Rooms = new Map([
  ['fold', []],
  ['figures', ['fold']],
  ['text', ['figures']],
  ['document', ['fold', 'figures', 'text']],
  ['stories', ['fold', 'figures', 'text']],
  ['report', ['document', 'figures', 'text']],
  ['live', ['fold', 'text', 'document', 'stories']],
  ['metrics', ['document', 'live']],
]);

/** Folder that is divided into rooms -> its rooms. */
export const HOUSES: ReadonlyMap<string, Rooms> = new Map([
  [CORE, CORE_ROOMS],
  ['packages/batch/src/', BATCH_ROOMS],
  ['packages/digitalmodel/src/', DIGITALMODEL_ROOMS],
  ['packages/reporting/src/', REPORTING_ROOMS],
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
  ['sampling', 'flow'],
]);

/** The folder in `HOUSES` that a file is in; undefined for any other file. */
export const houseOf = (file: string): string | undefined =>
  [...HOUSES.keys()].find((house) => file.startsWith(house));

/** The room of a file in a house. */
export function roomOf(file: string, house: string): string {
  const [room = TOP, inside] = file.slice(house.length).split('/');
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

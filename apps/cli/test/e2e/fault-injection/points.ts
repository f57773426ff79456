/**
 * What is in the output folder when the batch is run: nothing; the same batch with fewer inputs; another batch; the same
 * with fewer inputs and without time series, so that workers append their results.
 */
export const SCENARIOS = ['new', 'more-inputs', 'another-batch', 'appended'] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

/** As in the log of tools/disk-faults. */
type Role = 'coordinator' | 'worker';

export interface Call {
  readonly role: Role;
  readonly kind: string;
  readonly path: string;
}

/** One call of one run that fails, or at which the machine loses power. */
export interface Point {
  readonly scenario: ScenarioName;
  readonly role: Role;
  /** Among the calls of these kinds, from 1. */
  readonly at: number;
  readonly kinds: readonly string[];
  readonly what: string;
  /** Whether all later calls of these kinds fail as well. */
  readonly stays: boolean;
}

/** What may go wrong, and with which calls. */
export interface Trouble {
  readonly name: string;
  readonly what: string;
  readonly stays: boolean;
  readonly kinds: readonly string[];
}

const CHANGES = ['open', 'write', 'sync', 'truncate', 'rename', 'remove', 'link', 'mkdir'] as const;
const LOOKS = ['read', 'stat', 'readdir'] as const;

export const ERRORS: readonly Trouble[] = [
  {
    name: 'ENOSPC',
    what: 'ENOSPC',
    stays: false,
    kinds: ['open', 'write', 'sync', 'rename', 'link', 'mkdir'],
  },
  { name: 'ENOSPC from then on', what: 'ENOSPC', stays: true, kinds: ['write', 'mkdir', 'link'] },
  { name: 'EIO', what: 'EIO', stays: false, kinds: [...CHANGES, ...LOOKS] },
  { name: 'EIO from then on', what: 'EIO', stays: true, kinds: ['write', 'sync', 'rename', 'remove'] },
  {
    name: 'EACCES',
    what: 'EACCES',
    stays: false,
    kinds: ['open', 'rename', 'remove', 'link', 'mkdir', ...LOOKS],
  },
  { name: 'EINTR', what: 'EINTR', stays: false, kinds: ['open', 'read', 'write', 'sync'] },
];

export const POWER_LOSS: Trouble = { name: 'power loss', what: 'power-loss', stays: false, kinds: CHANGES };

/** Windows offers no sync of folders: what a loss of power leaves of names is up to its file system. */
export const FOLDERS_ARE_SYNCED: boolean = process.platform !== 'win32';
if (!FOLDERS_ARE_SYNCED) console.warn('skipped: losses of power: folders cannot be synced on Windows');

/** Every point of a scenario, by the calls of a run without faults. */
export function pointsOf(scenario: ScenarioName, calls: readonly Call[], trouble: Trouble): Point[] {
  const { kinds, what, stays } = trouble;
  return (['coordinator', 'worker'] as const).flatMap((role) => {
    const count = calls.filter((call) => call.role === role && kinds.includes(call.kind)).length;
    return Array.from({ length: count }, (_, i) => ({ scenario, role, at: i + 1, kinds, what, stays }));
  });
}

/** At most `most` of them, but at least one of each role. */
export function ofEachRole(points: readonly Point[], most: number, offset: number): Point[] {
  if (points.length <= most) return [...points];
  const of = (wanted: Role): Point[] => points.filter(({ role }) => role === wanted);
  const workers = of('worker');
  const ofWorkers = Math.max(1, Math.round((most * workers.length) / points.length));
  return [
    ...evenly(of('coordinator'), Math.max(1, most - ofWorkers), offset),
    ...evenly(workers, ofWorkers, offset),
  ];
}

/** At most `most` of them, evenly spread; `offset` from 0 to 1 shifts which. */
function evenly<T>(all: readonly T[], most: number, offset: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.floor(((i + offset) * all.length) / most)] as T);
}

export function pointText({ scenario, role, at, what, stays, kinds }: Point): string {
  return `${what}${stays ? ' from then on' : ''} at call ${at} of ${kinds.join('/')} of the ${role}, ${scenario}`;
}

import { type DiskSpec, MOST_ARMS } from '../platform/emulated-disk.ts';
import { READERS, type ReaderName } from '../scenario/columns.ts';
import { SCENARIO_WORDS, SCENARIOS, type ScenarioName } from '../scenario/scenario.ts';

/** A requested case: its work and its conditions. */
export interface CaseSpec {
  readonly scenario: ScenarioName;
  readonly reader: ReaderName;
  readonly cache: 'warm' | 'cold';
  /** Bytes per second of the throttled storage; null: not throttled. */
  readonly storage: number | null;
  /** The emulated disk; null for none. */
  readonly disk: DiskSpec | null;
  /** Bytes that all processes of a contender may hold; null: as many as the machine has. */
  readonly memory: number | null;
}

export const CASE_USAGE: string = `A case consists of words: a scenario, here with its files at scale 1,
${SCENARIOS.map((name) => `  ${name.padEnd(20)}  ${SCENARIO_WORDS[name]}`).join('\n')}
and, in any order,
  orcaflex | openfast   read through the stand-in library (default), or OpenFAST files
  warm | cold           page cache (default warm)
  storage=200MB         the storage gives at most this rate, if the system can throttle it
  disk=160MB/8ms        the files are on an emulated disk with one arm: its rate, and the time to move to another file
  disk=40MB/8ms/8       the same with eight arms of that rate, like a server with a rate per reader
  memory=2GiB           the system enforces this limit, if it can; else only the budget has this size`;

const NOTHING_HELD = { storage: null, disk: null, memory: null } as const;

/** The case, or why the text is invalid. */
export function parseCase(text: string): CaseSpec | string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const scenario = SCENARIOS.find((name) => name === words[0]);
  if (scenario === undefined) return `'${text}' does not begin with a scenario (${SCENARIOS.join(', ')})`;
  let spec: CaseSpec = { scenario, reader: 'orcaflex', cache: 'warm', ...NOTHING_HELD };
  for (const word of words.slice(1)) {
    const next = withWord(spec, word);
    if (next === null) return `'${word}' in '${text}' is unknown`;
    spec = next;
  }
  return spec;
}

function withWord(spec: CaseSpec, word: string): CaseSpec | null {
  const reader = READERS.find((name) => name === word);
  if (reader !== undefined) return { ...spec, reader };
  if (word === 'warm' || word === 'cold') return { ...spec, cache: word };
  if (word.startsWith('disk=')) {
    const disk = parseDisk(word.slice('disk='.length));
    return disk === null ? null : { ...spec, disk };
  }
  const [, key, text = ''] = /^(storage|memory)=(.+)$/.exec(word) ?? [];
  const size = parseSize(text);
  if (key === undefined || size === null) return null;
  return key === 'storage' ? { ...spec, storage: size } : { ...spec, memory: size };
}

/** `160MB/8ms`, `40MB/8ms/8`; null for anything else. */
function parseDisk(text: string): DiskSpec | null {
  const [, size = '', digits, count = '1'] =
    /^([^/]+)\/(\d{1,6}(?:\.\d{1,3})?)ms(?:\/([1-9]\d?))?$/.exec(text) ?? [];
  const [rate, arms] = [parseSize(size), Number(count)];
  if (rate === null || digits === undefined || arms > MOST_ARMS) return null;
  return { rate, seek: Number(digits), arms };
}

/** The canonical text of a case. */
export function caseName({ scenario, reader, cache, storage, disk, memory }: CaseSpec): string {
  const words: string[] = [scenario, reader, cache];
  if (storage !== null) words.push(`storage=${storage}B`);
  if (memory !== null) words.push(`memory=${memory}B`);
  const short = words.map(shortened);
  if (disk !== null) short.push(diskWord(disk));
  return short.join(' ');
}

function diskWord({ rate, seek, arms }: DiskSpec): string {
  const one = `${shortened(`disk=${rate}B`)}/${seek}ms`;
  return arms === 1 ? one : `${one}/${arms}`;
}

const UNITS: readonly (readonly [unit: string, bytes: number])[] = [
  ['GiB', 2 ** 30],
  ['GB', 1e9],
  ['MiB', 2 ** 20],
  ['MB', 1e6],
  ['kB', 1e3],
];

/** Sizes in the largest unit of which they are a whole multiple. */
function shortened(word: string): string {
  const [, key, digits] = /^(\w+)=(\d+)B$/.exec(word) ?? [];
  const unit = UNITS.find(([, bytes]) => Number(digits) % bytes === 0);
  return digits === undefined || unit === undefined ? word : `${key}=${Number(digits) / unit[1]}${unit[0]}`;
}

/** Bytes of `200MB`, `1.5GiB`, `4096B`; null for anything else, or nothing. */
export function parseSize(text: string): number | null {
  const [, digits, unit = ''] = /^(\d{1,15}(?:\.\d{1,6})?)([kKmMgG][iI]?)?[bB]$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const power = 'kmg'.indexOf(unit.charAt(0).toLowerCase()) + 1;
  const bytes = Math.round(Number(digits) * (unit.length === 2 ? 1024 : 1000) ** (unit === '' ? 0 : power));
  return bytes > 0 ? bytes : null;
}

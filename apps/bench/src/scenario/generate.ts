import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { openFastFiles, standIn } from '../stand-in.ts';
import { randomFrom, shuffled } from '../statistics/random.ts';
import type { ReaderName } from './columns.ts';
import type { ScenarioName, SizeGroup } from './scenario.ts';

export interface FilesWanted {
  readonly scenario: ScenarioName;
  readonly reader: ReaderName;
  readonly groups: readonly SizeGroup[];
}

/** Existing files, on the storage as far as the system reports. */
export interface Files {
  readonly folder: string;
  /** Sorted by name, as contenders see them. */
  readonly paths: readonly string[];
  readonly bytes: number;
  readonly largest: number;
  /** The stand-in library; null for OpenFAST files. */
  readonly library: string | null;
}

/** Bytes of memory per byte of file, since OrcaFlex needs more memory than its file has bytes: see the generator. */
export const MEMORY_FACTOR = 2;
/** Bytes of file per logged sample, and the largest number of samples: the rest is filler. */
const BYTES_PER_SAMPLE = 350;
const MOST_SAMPLES = 100_000;
/** Passes per byte of a sample: 3 to 4 s of computing per gigabyte, as in the published comparison. */
const PASSES_PER_BYTE = 0.03;
/** Seed of the order of names, so that neither small nor large files come first. */
const NAME_SEED = 1;

/** Makes the files below `data`, or finds those of an earlier call. */
export function generateFiles(data: string, wanted: FilesWanted): Files {
  const library = wanted.reader === 'orcaflex' ? buildLibrary() : null;
  const wantedText = JSON.stringify({ ...wanted, MEMORY_FACTOR, PASSES_PER_BYTE, NAME_SEED });
  const name = `${wanted.scenario}-${wanted.reader}-${createHash('sha256').update(wantedText).digest('hex').slice(0, 12)}`;
  const folder = path.join(data, name);
  const marker = path.join(data, `${name}.json`);
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wantedText) {
    rmSync(folder, { recursive: true, force: true });
    make(folder, wanted);
    writeFileSync(`${marker}.new`, wantedText);
    renameSync(`${marker}.new`, marker);
  }
  const paths = filesIn(folder);
  const sizes = paths.map((file) => statSync(file).size);
  return {
    folder,
    paths,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    largest: Math.max(0, ...sizes),
    library,
  };
}

function buildLibrary(): string {
  return (JSON.parse(standIn(['build'])) as { readonly library: string }).library;
}

function make(folder: string, { reader, groups }: FilesWanted): void {
  const places = shuffled(
    groups.map((_, i) => i),
    randomFrom(NAME_SEED),
  );
  for (const [i, { files, bytes }] of groups.entries()) {
    const place = `g${String(places[i]).padStart(4, '0')}`;
    const out = path.join(folder, place);
    mkdirSync(out, { recursive: true });
    if (reader === 'orcaflex') standIn(['generate', '--out', out, ...orcaFlexOptions({ files, bytes })]);
    else openFastFiles(['--out', out, '--files', String(files), '--size', String(bytes)]);
  }
  for (const file of filesIn(folder)) sync(file);
}

function orcaFlexOptions({ files, bytes }: SizeGroup): string[] {
  const samples = Math.min(MOST_SAMPLES, Math.round(bytes / BYTES_PER_SAMPLE));
  const passes = Math.max(1, Math.round((PASSES_PER_BYTE * bytes) / samples));
  const size = `${bytes}B`;
  const shape = ['--memory-factor', String(MEMORY_FACTOR), '--samples', String(samples)];
  const cost = [...shape, '--compute-passes', String(passes)];
  return ['--files', String(files), '--min', size, '--max', size, ...cost];
}

/** Only what is on the storage can be dropped from the page cache. */
function sync(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((group) =>
      readdirSync(path.join(folder, group))
        .sort()
        .map((name) => path.join(folder, group, name)),
    );
}

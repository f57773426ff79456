import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TOOL = fileURLToPath(new URL('../../orcfxapi-standin/dist/bin.js', import.meta.url));
const NO_COMPILER = 3;

/** The part of a generated file's line that the comparison needs. */
export interface StandInFile {
  readonly path: string;
  readonly samples: number;
  readonly start: number;
  readonly step: number;
  readonly objects: readonly {
    readonly name: string;
    readonly nodes: number;
    readonly length: number;
    readonly variables: readonly StandInVariable[];
  }[];
}

export interface StandInVariable {
  readonly name: string;
  readonly upper: { readonly value: number } | null;
  readonly series: { readonly kind: string; readonly [parameter: string]: number | string };
}

/** Path of the built library; null if there is no C compiler. */
export function buildLibrary(): string | null {
  const line = tool('build');
  return line === null ? null : (JSON.parse(line) as { library: string }).library;
}

export function generateFile(folder: string): StandInFile {
  const line = tool('generate', '--out', folder, '--files', '1', '--min', '400KB', '--rich');
  if (line === null) throw new Error('no file was generated');
  return JSON.parse(line) as StandInFile;
}

function tool(...args: readonly string[]): string | null {
  const run = spawnSync(process.execPath, [TOOL, ...args], { encoding: 'utf8', maxBuffer: 64 << 20 });
  if (run.status === 0) return run.stdout;
  if (run.status === NO_COMPILER) return null;
  throw new Error(`orcfxapi-standin ${args[0]} ended with ${run.status}: ${run.stderr}`);
}

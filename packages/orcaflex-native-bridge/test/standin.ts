import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The tool that builds a library with OrcFxAPI's interface and writes files for it. */
const TOOL = fileURLToPath(new URL('../../../tools/orcfxapi-standin/dist/bin.js', import.meta.url));
const NO_COMPILER = 3;

/** The fields of the tool's JSON lines that tests compute with. */
export interface StandinFile {
  readonly path: string;
  readonly size: number;
  readonly samples: number;
  readonly start: number;
  readonly step: number;
  readonly end: number;
  readonly plannedEnd: number;
  readonly stages: readonly number[];
  readonly latestWaveSamples: number;
  readonly objects: readonly StandinObject[];
}

export interface StandinObject {
  readonly name: string;
  readonly type: number;
  readonly nodes: number;
  readonly length: number;
  /** Section lengths; empty for anything but a line. */
  readonly sections: readonly number[];
  readonly data: readonly {
    readonly name: string;
    readonly type: string;
    readonly rows: number;
    readonly values: readonly unknown[];
  }[];
  readonly variables: readonly StandinVariable[];
}

export interface StandinVariable {
  readonly name: string;
  readonly fullName: string;
  readonly units: string;
  readonly logged: boolean;
  readonly positioned: boolean;
  /** Numbers of the fields that it needs besides its object. */
  readonly requires: readonly number[];
  /** Where its range graph has points; 0 for none. */
  readonly resultPoints: number;
  /** The value in the static state, where the factor is 1. */
  readonly static: number;
  readonly upper: { readonly name: string; readonly value: number } | null;
  readonly lower: { readonly name: string; readonly value: number } | null;
  readonly series: StandinSeries;
}

export type StandinSeries =
  | { kind: 'constant'; value: number }
  | { kind: 'ramp'; from: number; step: number }
  | { kind: 'sine'; mean: number; amplitude: number; quarter: number; cycle: number }
  | { kind: 'square'; low: number; high: number; highSamples: number; cycle: number }
  | { kind: 'sum'; mean: number; first: number; third: number; cycle: number };

function runTool(args: readonly string[]): { readonly status: number | null; readonly lines: unknown[] } {
  if (!existsSync(TOOL)) throw new Error('the stand-in tool is not built: run tsc -b tools/orcfxapi-standin');
  const run = spawnSync(process.execPath, [TOOL, ...args], { encoding: 'utf8', maxBuffer: 64 << 20 });
  if (run.status !== 0 && run.status !== NO_COMPILER) throw new Error(`${args[0]}: ${run.stderr}`);
  if (run.status === NO_COMPILER) console.warn(`skipped: ${run.stderr.trim()}`);
  const lines = run.stdout.split('\n').filter((line) => line !== '');
  return { status: run.status, lines: lines.map((line) => JSON.parse(line) as unknown) };
}

/** Path of the library; null, with the reason printed, if there is no C compiler. */
export function buildStandin(...options: readonly string[]): string | null {
  const { lines } = runTool(['build', ...options]);
  return lines.length === 0 ? null : (lines[0] as { library: string }).library;
}

export function generateFiles(out: string, ...options: readonly string[]): StandinFile[] {
  return runTool(['generate', '--out', out, ...options]).lines as StandinFile[];
}

/** One generated file. */
export function generateFile(out: string, ...options: readonly string[]): StandinFile {
  const [file] = generateFiles(out, '--files', '1', ...options);
  if (file === undefined) throw new Error('no file was generated');
  return file;
}

/** A C compiler's layouts; null if there is none. */
export function compilerStructs(): { packed: unknown; natural: unknown } | null {
  return (runTool(['structs']).lines[0] as { packed: unknown; natural: unknown } | undefined) ?? null;
}

/** The variable of an object of a generated file. */
export function variableOf(file: StandinFile, object: string, variable: string): StandinVariable {
  const found = file.objects.find(({ name }) => name === object);
  const result = found?.variables.find(({ name }) => name === variable);
  if (result === undefined) throw new Error(`${object} has no ${variable}`);
  return result;
}

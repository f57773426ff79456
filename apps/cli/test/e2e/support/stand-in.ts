import { spawnSync } from 'node:child_process';
import { jsonLines, tool } from './run-ballast.ts';

/** True if a C compiler is available: the stand-in library is built from source. */
export const HAS_COMPILER: boolean = spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0;
if (!HAS_COMPILER)
  console.warn('skipped: no C compiler to build the OrcFxAPI stand-in (tools/install-system-packages.sh)');

export interface Series {
  readonly kind: 'constant' | 'ramp' | 'sine' | 'square' | 'sum';
  readonly [parameter: string]: number | string;
}

export interface StandInFile {
  readonly file: string;
  readonly size: number;
  readonly samples: number;
  readonly start: number;
  readonly step: number;
  readonly objects: readonly {
    readonly name: string;
    readonly length: number;
    readonly variables: readonly { readonly name: string; readonly units: string; readonly series: Series }[];
  }[];
}

let library: Promise<string> | undefined;

/** Path of the built stand-in library. */
export function standInLibrary(): Promise<string> {
  library ??= tool('orcfxapi-standin', ['build']).then(
    (text) => (JSON.parse(text) as { library: string }).library,
  );
  return library;
}

export async function standInFiles(folder: string, args: readonly string[]): Promise<StandInFile[]> {
  return jsonLines(await tool('orcfxapi-standin', ['generate', '--out', folder, ...args]));
}

export interface ClosedForm {
  readonly n: number;
  readonly min: number;
  readonly iMin: number;
  readonly max: number;
  readonly iMax: number;
  readonly mean: number;
  readonly m2: number;
  readonly skew: number | null;
  readonly kurt: number | null;
}

/** The formulas' statistics of a whole series; `factor` is the position's. */
export function closedForm(series: Series, n: number, factor: number): ClosedForm {
  const of = (name: string): number => Number(series[name]);
  const scaled = (form: ClosedForm): ClosedForm => ({
    ...form,
    min: form.min * factor,
    max: form.max * factor,
    mean: form.mean * factor,
    m2: form.m2 * factor ** 2,
  });
  switch (series.kind) {
    case 'constant': {
      const value = of('value');
      return scaled({
        n,
        min: value,
        iMin: 0,
        max: value,
        iMax: 0,
        mean: value,
        m2: 0,
        skew: null,
        kurt: null,
      });
    }
    case 'ramp': {
      const [from, step] = [of('from'), of('step')];
      const last = from + step * (n - 1);
      return scaled({
        n,
        min: from,
        iMin: 0,
        max: last,
        iMax: n - 1,
        mean: from + (step * (n - 1)) / 2,
        m2: (step ** 2 * (n ** 2 - 1)) / 12,
        skew: 0,
        kurt: 3 - (6 * (n ** 2 + 1)) / (5 * (n ** 2 - 1)),
      });
    }
    case 'sine': {
      const [mean, amplitude, quarter, cycle] = [of('mean'), of('amplitude'), of('quarter'), of('cycle')];
      const at = (phase: number): number => ((((phase - quarter) % 4) + 4) % 4) * (cycle / 4);
      return scaled({
        n,
        min: mean - amplitude,
        iMin: at(3),
        max: mean + amplitude,
        iMax: at(1),
        mean,
        m2: amplitude ** 2 / 2,
        skew: 0,
        kurt: 1.5,
      });
    }
    case 'square': {
      const [low, high, highSamples, cycle] = [of('low'), of('high'), of('highSamples'), of('cycle')];
      const p = highSamples / cycle;
      const d = high - low;
      const skew = (1 - 2 * p) / Math.sqrt(p * (1 - p));
      return scaled({
        n,
        min: low,
        iMin: highSamples,
        max: high,
        iMax: 0,
        mean: low + p * d,
        m2: p * (1 - p) * d ** 2,
        skew,
        kurt: 1 + skew ** 2,
      });
    }
    case 'sum': {
      const [mean, a, b, cycle] = [of('mean'), of('first'), of('third'), of('cycle')];
      const m2 = (a ** 2 + b ** 2) / 2;
      const m4 = (3 / 8) * (a ** 4 + b ** 4) + (3 / 2) * a ** 2 * b ** 2 + (1 / 2) * a ** 3 * b;
      return scaled({
        n,
        min: mean - a - b,
        iMin: (3 * cycle) / 4,
        max: mean + a + b,
        iMax: cycle / 4,
        mean,
        m2,
        skew: 0,
        kurt: m4 / m2 ** 2,
      });
    }
  }
}

/** Files of a megabyte, each of which takes this many milliseconds to load. */
export function slowFiles(folder: string, files: number, milliseconds: number): Promise<StandInFile[]> {
  const slow = ['--fault', 'slow-load', '--fault-argument', String(milliseconds)];
  return standInFiles(folder, ['--files', String(files), '--min', '1MB', '--max', '1MB', ...slow]);
}

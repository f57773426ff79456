import type { AlongLine, Cycles, ResultFigures, Spectra } from '@ballast/reporting';
import { countText } from '@ballast/text';
import type { JSX } from 'preact';
import type { Colour, Point, XyMark } from '../charts/marks.ts';
import { digits } from '../charts/scale.ts';
import { XyChart } from '../charts/xy-chart.tsx';
import { shown, shownName } from './text.ts';

/** What is drawn the same with and without scripts: values along lines, densities, cycles. */
export function ResultLines({
  results,
  width,
}: {
  readonly results: ResultFigures;
  readonly width?: number;
}): JSX.Element {
  const sized = width === undefined ? {} : { width };
  return (
    <div class="pair">
      {results.along.map((line) => (
        <div class="card plot" key={line.name}>
          <h3>{shownName(line.name)}</h3>
          <AlongChart line={line} {...sized} />
        </div>
      ))}
      {results.spectra.map((spectra) => (
        <div class="card plot" key={spectra.name}>
          <h3>{shown(`Spectrum of ${spectra.name}`)}</h3>
          <SpectraChart spectra={spectra} {...sized} />
        </div>
      ))}
      {results.cycles.map((cycles) => (
        <div class="card plot" key={cycles.name}>
          <h3>{shown(`Cycles of ${cycles.name}`)}</h3>
          <CyclesChart cycles={cycles} {...sized} />
        </div>
      ))}
    </div>
  );
}

interface Sized {
  readonly width?: number;
}

/** The points of a curve that have a value. */
function pointsOf(x: readonly number[], y: readonly (number | null)[]): Point[] {
  return x.flatMap((at, i): Point[] => {
    const value = y[i] ?? null;
    return value === null ? [] : [[at, value]];
  });
}

/** With a little room on both sides. */
function rangeOf(values: readonly number[]): { readonly from: number; readonly until: number } {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low > high) return { from: 0, until: 1 };
  const room = 0.04 * (high - low || Math.abs(high) || 1);
  return { from: low - room, until: high + room };
}

function AlongChart({ line, width = 560 }: Sized & { readonly line: AlongLine }): JSX.Element {
  const { name, unit, files, arclength, fileOfMax, fileOfMin } = line;
  const [min, mean, max, lower, upper] = [line.min, line.mean, line.max, line.lower, line.upper].map(
    (curve) => pointsOf(arclength, curve),
  ) as [Point[], Point[], Point[], Point[], Point[]];
  const values = [...min, ...max, ...lower, ...upper].map(([, value]) => value);
  const allowed: XyMark[] = [lower, upper]
    .filter((points) => points.length > 0)
    .map((points) => ({ kind: 'line', points, colour: 'bad', dashed: true }));
  const says = `${name} along the line, over ${countText(files, 'file')}: from ${digits(Math.min(...values))} (${fileOfMin}) to ${digits(Math.max(...values))} ${unit} (${fileOfMax}).`;
  return (
    <>
      <p class="says">{shown(says)}</p>
      <XyChart
        says={says}
        x={{
          label: 'arc length from end A',
          style: 'plain',
          from: arclength[0] ?? 0,
          until: arclength.at(-1) ?? 1,
        }}
        y={{ label: unit, style: 'plain', ...rangeOf(values) }}
        marks={[
          { kind: 'area', lower: min, upper: max, colour: 'storage' },
          { kind: 'line', points: min, colour: 'storage' },
          { kind: 'line', points: max, colour: 'storage' },
          { kind: 'line', points: mean, colour: 'ink' },
          ...allowed,
        ]}
        legend={[
          ['storage', 'smallest to largest'],
          ['ink', 'mean of the means'],
          ...(allowed.length === 0 ? [] : [['bad', 'allowed'] as const]),
        ]}
        width={width}
      />
    </>
  );
}

const LINE_COLOURS: readonly Colour[] = ['storage', 'cores', 'memory', 'seats', 'ink', 'waiting'];

function SpectraChart({
  spectra: { name, unit, lines },
  width = 560,
}: Sized & { readonly spectra: Spectra }): JSX.Element {
  const most = Math.max(0, ...lines.flatMap(({ density }) => density));
  const until = Math.max(1e-9, ...lines.map((line) => bandOf(line, most)));
  const peaks = lines.map((line) => {
    const at = line.density.indexOf(Math.max(...line.density));
    return `${digits(line.frequency[at] ?? 0, 3)} Hz in ${line.file}`;
  });
  const says = `Spectral density of ${name} in ${countText(lines.length, 'file')}; the largest is at ${peaks.join(', at ')}.`;
  return (
    <>
      <p class="says">{shown(says)}</p>
      <XyChart
        says={says}
        x={{ label: 'frequency, Hz', style: 'plain', from: 0, until }}
        y={{ label: unit, style: 'plain', from: 0, until: most * 1.05 || 1 }}
        marks={lines.map(({ frequency, density }, i) => ({
          kind: 'line',
          points: frequency.flatMap((at, k): Point[] => (at <= until ? [[at, density[k] ?? 0]] : [])),
          colour: LINE_COLOURS[i % LINE_COLOURS.length] ?? 'ink',
        }))}
        legend={lines.map(({ file }, i) => [LINE_COLOURS[i % LINE_COLOURS.length] ?? 'ink', file])}
        width={width}
      />
    </>
  );
}

/** The frequency above which nothing is left that would be seen. */
function bandOf({ frequency, density }: Spectra['lines'][number], most: number): number {
  const last = density.findLastIndex((value) => value > most / 500);
  return frequency[Math.min(frequency.length - 1, Math.max(1, Math.ceil(1.1 * last)))] ?? 1;
}

function CyclesChart({
  cycles: { name, unit, files, bins },
  width = 560,
}: Sized & { readonly cycles: Cycles }): JSX.Element {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  const most = bins.reduce((largest, { count }) => Math.max(largest, count), 1);
  const says = `${digits(all, 6)} cycles of ${name} over ${countText(files, 'file')} by range; the largest range counted is below ${digits(bins.at(-1)?.until ?? 0)} ${unit}.`;
  return (
    <>
      <p class="says">{shown(says)}</p>
      <XyChart
        says={says}
        x={{
          label: `range, ${unit}`,
          style: 'plain',
          from: bins[0]?.from ?? 0,
          until: bins.at(-1)?.until ?? 1,
        }}
        y={{ label: 'cycles', style: 'plain', log: true, from: 0.4, until: Math.max(1, most) * 1.5 }}
        marks={[
          {
            kind: 'columns',
            columns: bins.map(({ from, until, count }) => ({ from, until, value: count })),
            colour: 'storage',
          },
        ]}
        width={width}
      />
    </>
  );
}

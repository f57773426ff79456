import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { XyMark } from '../charts/marks.ts';
import type { NumberStyle } from '../charts/scale.ts';
import { XyChart } from '../charts/xy-chart.tsx';
import type { FileColumns, PageData } from '../pack/page-data.ts';
import { Fitted } from './fitted.tsx';

/** More points than this are shown as how many there are in each place. */
const MOST_POINTS = 4000;
const CLOSE = 0.25;
/** Computing times below this are mostly clock noise, in milliseconds. */
const SHORTEST = 20;

interface Pairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Measured against expected, over two logarithmic axes: of memory and of computing time. */
export function PredictionsCard({ data }: { readonly data: PageData }): JSX.Element {
  const { files, figures } = data;
  const memory = useMemo(() => pairsOf(files, files.expectedMemory, files.highWater), [files]);
  const compute = useMemo(() => pairsOf(files, files.expectedCompute, files.computeTime, SHORTEST), [files]);
  return (
    <div class="pair">
      <Scatter
        title="Memory"
        says={figures.says.predictedMemory}
        pairs={memory}
        style="bytes"
        colour="memory"
      />
      <Scatter
        title="Computing time"
        says={figures.says.predictedCompute}
        pairs={compute}
        style="milliseconds"
        colour="cores"
      />
    </div>
  );
}

const GOOD: ReadonlySet<string> = new Set(['succeeded', 'incomplete', 'partial', 'suspect', 'unstable']);

function pairsOf(files: FileColumns, expected: Float64Array, measured: Float64Array, least = 0): Pairs {
  const x = new Float64Array(expected.length);
  const y = new Float64Array(expected.length);
  let count = 0;
  for (let i = 0; i < expected.length; i += 1) {
    const a = expected[i] ?? Number.NaN;
    const b = measured[i] ?? Number.NaN;
    if (!(a > 0 && b > 0 && b >= least) || !GOOD.has(files.status[i] ?? '')) continue;
    x[count] = a;
    y[count] = b;
    count += 1;
  }
  return { x: x.subarray(0, count), y: y.subarray(0, count) };
}

interface ScatterProps {
  readonly title: string;
  readonly says: string;
  readonly pairs: Pairs;
  readonly style: NumberStyle;
  readonly colour: 'memory' | 'cores';
}

function Scatter({ title, says, pairs: { x, y }, style, colour }: ScatterProps): JSX.Element | null {
  if (x.length === 0) return null;
  const [low, high] = spanOf([x, y]);
  const axis = { style, log: true, from: low, until: high };
  const ends = [low, high];
  const marks: XyMark[] = [
    {
      kind: 'area',
      lower: ends.map((at) => [at, Math.max(low, at * (1 - CLOSE))]),
      upper: ends.map((at) => [at, Math.min(high, at * (1 + CLOSE))]),
      colour: 'waiting',
    },
    { kind: 'line', points: ends.map((at) => [at, at]), colour: 'soft' },
    x.length > MOST_POINTS
      ? { kind: 'density', x, y, colour }
      : {
          kind: 'dots',
          points: Array.from(x, (at, i) => [at, y[i] ?? 0]),
          colour,
          size: x.length > 500 ? 3 : 5,
        },
  ];
  return (
    <div class="card plot">
      <h3>{title}</h3>
      <Fitted>
        {(width) => (
          <XyChart
            says={says}
            x={{ label: 'expected', ...axis }}
            y={{ label: 'measured', ...axis }}
            marks={marks}
            legend={[
              [colour, x.length > MOST_POINTS ? 'files; darker where there are more' : 'a file'],
              ['soft', 'as expected'],
              ['waiting', 'within a quarter'],
            ]}
            width={width}
            height={Math.min(420, Math.round(0.72 * width))}
          />
        )}
      </Fitted>
    </div>
  );
}

function spanOf(columns: readonly Float64Array[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const column of columns) {
    for (let i = 0; i < column.length; i += 1) {
      const value = column[i] ?? low;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low / 1.15, high * 1.15];
}

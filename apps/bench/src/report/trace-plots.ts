import type { RunRecord, TaskSpan, Trace } from '../result/experiment.ts';
import {
  bottomAxis,
  colourOf,
  drawing,
  LEFT,
  leftAxis,
  legend,
  line,
  path,
  RIGHT,
  text,
  WIDTH,
} from './frame.ts';
import { type Markup, tag } from './markup.ts';
import { linearScale } from './scale.ts';
import { bytesText, digits } from './words.ts';

type Traced = RunRecord & { readonly trace: Trace };

export function isTraced(run: RunRecord): run is Traced {
  return run.trace !== null;
}

const [TOP, BOTTOM] = [28, 260];

/** Resident set of the process trees over time, and the budget. */
export function memoryPlot(runs: readonly Traced[], budget: number): Markup {
  const points = runs.flatMap(({ trace }) => trace.memory);
  const largest = Math.max(0, ...points.map(([, resident]) => resident));
  // A budget far above everything would flatten the curves.
  const isNear = largest > budget / 4;
  const y = linearScale(Math.max(largest, isNear ? budget : 0) * 1.05, [BOTTOM, TOP]);
  const x = linearScale(Math.max(0, ...points.map(([at]) => at)), [LEFT, WIDTH - RIGHT]);
  const label = [LEFT + 6, y.at(budget) - 4] as const;
  return drawing(
    'memory of all processes against time',
    BOTTOM + 24,
    ...legend(runs.map(({ contender }, i) => [contender, colourOf(i)])),
    ...leftAxis(y, bytesText),
    ...bottomAxis(x, [TOP, BOTTOM], (value) => `${digits(value)} s`),
    ...(isNear
      ? [
          line([LEFT, y.at(budget)], [WIDTH - RIGHT, y.at(budget)], 'budget'),
          text(label, 'start', `budget ${bytesText(budget)}`),
        ]
      : [text([LEFT + 6, TOP + 12], 'start', `the budget, ${bytesText(budget)}, is far above`)]),
    ...runs.map(({ trace }, i) =>
      path(
        trace.memory.map(([at, resident]) => [x.at(at), y.at(resident)]),
        colourOf(i),
      ),
    ),
  );
}

/** Timeline of each worker: loading light, the rest dark. */
export function timelinePlot({ contender, trace: { tasks } }: Traced): Markup {
  const workers = [...new Set(tasks.map(({ worker }) => worker))].sort((a, b) => a - b);
  const height = workers.length > 24 ? 8 : 16;
  const [top, bottom] = [8, 8 + height * workers.length];
  const x = linearScale(Math.max(0, ...tasks.map(({ end }) => end)), [LEFT, WIDTH - RIGHT]);
  const rows = new Map(workers.map((worker, i) => [worker, top + i * height]));
  return drawing(
    `timeline of the workers of ${contender}`,
    bottom + 24,
    ...bottomAxis(x, [top, bottom], (value) => `${digits(value)} s`),
    ...workers
      .filter((_, i) => height >= 16 || i % 4 === 0)
      .map((worker) => text([LEFT - 6, (rows.get(worker) ?? top) + 10], 'end', `worker ${worker}`)),
    ...tasks.flatMap((task) => spanRects(task, { y: (rows.get(task.worker) ?? top) + 1, height, at: x.at })),
  );
}

interface SpanPlace {
  readonly y: number;
  readonly height: number;
  readonly at: (seconds: number) => number;
}

function spanRects({ start, loaded, end }: TaskSpan, { y, height, at }: SpanPlace): readonly Markup[] {
  const rect = (from: number, to: number, style: string): Markup =>
    tag('rect', {
      x: at(from),
      y,
      width: Number(Math.max(0.5, at(to) - at(from)).toFixed(2)),
      height: height - 2,
      class: style,
    });
  if (loaded === null) return [rect(start, end, 'whole-task')];
  return [rect(start, loaded, 'loading'), rect(loaded, end, 'computing')];
}

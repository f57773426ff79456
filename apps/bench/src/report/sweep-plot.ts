import { REFERENCE } from '../result/names.ts';
import { type ContenderSummary, workersOf } from '../result/summary.ts';
import type { Interval } from '../statistics/bootstrap.ts';
import {
  bottomAxis,
  colourOf,
  drawing,
  LEFT,
  leftAxis,
  line,
  OURS,
  path,
  RIGHT,
  text,
  WIDTH,
} from './frame.ts';
import { type Markup, tag } from './markup.ts';
import { linearScale, ratioScale } from './scale.ts';
import { digits } from './words.ts';

const [TOP, BOTTOM] = [12, 260];

/** Time by fixed number of workers, with the reference; null with fewer than two numbers. */
export function sweepPlot(summaries: readonly ContenderSummary[]): Markup | null {
  const points = summaries
    .flatMap(({ fact, time }) => {
      const workers = workersOf(fact.name);
      return workers === null || time === null ? [] : [{ workers, time }];
    })
    .sort((a, b) => a.workers - b.workers);
  if (points.length < 2) return null;
  const auto = summaries.find(({ fact }) => fact.name === REFERENCE)?.time ?? null;
  const most = Math.max(...points.map(({ time }) => time.high), auto?.high ?? 0);
  const y = linearScale(most * 1.05, [BOTTOM, TOP]);
  const x = ratioScale(
    points.map(({ workers }) => workers),
    [LEFT + 20, WIDTH - RIGHT - 60],
  );
  const colour = colourOf(3);
  return drawing(
    'time against the fixed number of workers, seconds',
    BOTTOM + 40,
    ...leftAxis(y, (value) => `${digits(value)} s`),
    ...bottomAxis(x, [TOP, BOTTOM], String),
    text([(LEFT + WIDTH) / 2, BOTTOM + 34], 'middle', 'fixed number of workers'),
    ...(auto === null ? [] : autoBand(auto, y.at)),
    path(
      points.map(({ workers, time }) => [x.at(workers), y.at(time.estimate)]),
      colour,
    ),
    ...points.flatMap(({ workers, time }) => [
      line([x.at(workers), y.at(time.low)], [x.at(workers), y.at(time.high)], 'interval'),
      tag('circle', { cx: x.at(workers), cy: y.at(time.estimate), r: 4, fill: colour }),
    ]),
  );
}

function autoBand({ estimate, low, high }: Interval, at: (value: number) => number): readonly Markup[] {
  return [
    tag('rect', {
      x: LEFT,
      y: at(high),
      width: WIDTH - RIGHT - LEFT,
      height: Math.max(1, at(low) - at(high)),
      class: 'band',
    }),
    line([LEFT, at(estimate)], [WIDTH - RIGHT, at(estimate)], 'ours'),
    tag('text', { x: WIDTH - RIGHT - 4, y: at(estimate) - 5, 'text-anchor': 'end', fill: OURS }, REFERENCE),
  ];
}

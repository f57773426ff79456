import type { Measure } from '../result/experiment.ts';
import { REFERENCE } from '../result/names.ts';
import { type ContenderSummary, timeOf } from '../result/summary.ts';
import { bottomAxis, colourOf, drawing, LEFT, line, OURS, RIGHT, text, WIDTH } from './frame.ts';
import { type Markup, tag } from './markup.ts';
import { linearScale, type Scale } from './scale.ts';
import { digits, intervalText, secondsText } from './words.ts';

const ROW = 22;
const TOP = 8;

/** Medians with their intervals, and each run as a small ring; the reference's interval is a vertical band. */
export function timesPlot(summaries: readonly ContenderSummary[], measure: Measure): Markup {
  const most = Math.max(
    0,
    ...summaries.flatMap(({ runs }) => runs.flatMap((run) => timeOf(run, measure) ?? [])),
  );
  const bottom = TOP + ROW * summaries.length;
  const scale = linearScale(most * 1.02, [LEFT, WIDTH - RIGHT]);
  const reference = summaries.find(({ fact }) => fact.name === REFERENCE)?.time ?? null;
  const band =
    reference === null
      ? []
      : [
          tag('rect', {
            x: scale.at(reference.low),
            y: TOP,
            width: Math.max(1, scale.at(reference.high) - scale.at(reference.low)),
            height: bottom - TOP,
            class: 'band',
          }),
        ];
  return drawing(
    `${measure} by contender, seconds`,
    bottom + 24,
    ...bottomAxis(scale, [TOP, bottom], (value) => `${digits(value)} s`),
    ...band,
    ...summaries.flatMap((summary, i) => row(summary, { y: TOP + ROW * i + ROW / 2, scale, measure })),
  );
}

interface RowPlace {
  readonly y: number;
  readonly scale: Scale;
  readonly measure: Measure;
}

function row({ fact, time, runs }: ContenderSummary, { y, scale, measure }: RowPlace): readonly Markup[] {
  const name = text([LEFT - 6, y + 4], 'end', fact.name);
  if (time === null) return [name, text([LEFT + 6, y + 4], 'start', 'never succeeded')];
  const colour = fact.name === REFERENCE ? OURS : colourOf(3);
  const rings = runs.flatMap((run) => {
    const value = timeOf(run, measure);
    return value === null
      ? []
      : [
          tag('circle', {
            cx: scale.at(value),
            cy: y,
            r: 3,
            fill: 'none',
            stroke: colour,
            'stroke-opacity': 0.5,
          }),
        ];
  });
  const words = `${fact.name}: ${intervalText(time, secondsText)}`;
  return [
    name,
    line([scale.at(time.low), y], [scale.at(time.high), y], fact.name === REFERENCE ? 'ours' : 'interval'),
    ...rings,
    tag('circle', { cx: scale.at(time.estimate), cy: y, r: 4, fill: colour }, tag('title', {}, words)),
  ];
}

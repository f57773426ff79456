import type { JSX } from 'preact';
import { shown } from '../components/text.ts';
import type { Colour, LaneSpan } from './marks.ts';
import { type Axis, rounded, scaleOf } from './scale.ts';
import { Legend } from './xy-chart.tsx';

export interface LaneChartProps {
  readonly says: string;
  readonly axis: Axis;
  readonly lanes: readonly (readonly LaneSpan[])[];
  readonly legend: readonly (readonly [colour: Colour, words: string])[];
  readonly width?: number;
}

const LEFT = 66;
const RIGHT = 14;
const TOP = 4;

/** What each lane did over time; one element for each colour, however many spans there are. */
export function LaneChart({ says, axis, lanes, legend, width = 760 }: LaneChartProps): JSX.Element {
  const height = lanes.length > 40 ? 5 : lanes.length > 16 ? 8 : 16;
  const bottom = TOP + height * lanes.length;
  const x = scaleOf(axis, { first: LEFT, last: width - RIGHT, most: Math.floor((width - LEFT) / 84) });
  const paths = new Map<Colour, string[]>();
  for (const [lane, spans] of lanes.entries()) {
    for (const { from, until, colour } of spans) {
      const path = paths.get(colour) ?? [];
      paths.set(colour, path);
      const span = Math.max(0.5, rounded(x.at(until) - x.at(from)));
      path.push(`M${x.at(from)} ${TOP + lane * height}h${span}v${height - 1}h${-span}z`);
    }
  }
  return (
    <figure class="chart">
      <Legend entries={legend} />
      <svg viewBox={`0 0 ${width} ${bottom + 34}`} role="img" aria-label={shown(says)}>
        <path class="grid" d={x.ticks.map(({ value }) => `M${x.at(value)} ${TOP}V${bottom}`).join('')} />
        {[...paths].map(([colour, path]) => (
          <path key={colour} class={`columns ${colour}`} d={path.join('')} />
        ))}
        <text class="tick end" x={LEFT - 6} y={TOP + 10}>
          1
        </text>
        {lanes.length > 1 && (
          <text class="tick end" x={LEFT - 6} y={bottom}>
            {String(lanes.length)}
          </text>
        )}
        {x.ticks.map(({ value, text }) => (
          <text key={value} class="tick middle" x={x.at(value)} y={bottom + 14}>
            {shown(text)}
          </text>
        ))}
        <text class="label end" x={width - RIGHT} y={bottom + 30}>
          {shown(axis.label)}
        </text>
      </svg>
    </figure>
  );
}

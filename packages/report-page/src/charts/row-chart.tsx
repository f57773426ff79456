import type { JSX } from 'preact';
import { shown } from '../components/text.ts';
import type { ValueRow } from './marks.ts';
import { type Axis, rounded, type Scale, scaleOf } from './scale.ts';

export interface RowChartProps {
  readonly says: string;
  readonly axis: Axis;
  readonly rows: readonly ValueRow[];
  /** A band behind all rows, such as the interval of what they are compared with. */
  readonly band?: readonly [low: number, high: number];
  readonly width?: number;
}

const TOP = 6;
const BOTTOM = 34;
/** A narrower drawing has the names above the bars. */
const NARROW = 560;

/** Pixels: height of a row, where bars begin and end, and how far below the top of a row its bar is. */
interface Layout {
  readonly row: number;
  readonly names: number;
  readonly words: number;
  readonly above: number;
}

const WIDE: Layout = { row: 26, names: 210, words: 200, above: 0 };
const STACKED: Layout = { row: 44, names: 4, words: 8, above: 18 };

/** A bar for each row, from zero; or a value with its interval. */
export function RowChart(props: RowChartProps): JSX.Element {
  const { says, rows, band, width = 760 } = props;
  const layout = width < NARROW ? STACKED : WIDE;
  const { names, words } = layout;
  const bottom = TOP + layout.row * rows.length;
  const height = bottom + BOTTOM;
  const x = scaleOf(props.axis, {
    first: names,
    last: width - words,
    most: Math.max(2, Math.floor((width - words - names) / 84)),
  });
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={shown(says)}>
        <path class="grid" d={x.ticks.map(({ value }) => `M${x.at(value)} ${TOP}V${bottom}`).join('')} />
        {band !== undefined && (
          <rect
            class="band"
            x={x.at(band[0])}
            y={TOP}
            width={Math.max(1, rounded(x.at(band[1]) - x.at(band[0])))}
            height={bottom - TOP}
          />
        )}
        {rows.map((row, i) => (
          <RowView key={row.name} row={row} x={x} top={TOP + layout.row * i} layout={layout} />
        ))}
        {x.ticks.map(({ value, text }) => (
          <text key={value} class="tick middle" x={x.at(value)} y={bottom + 14}>
            {shown(text)}
          </text>
        ))}
        <text class="label end" x={width - words} y={bottom + 30}>
          {shown(props.axis.label)}
        </text>
      </svg>
    </figure>
  );
}

interface RowViewProps {
  readonly row: ValueRow;
  readonly x: Scale;
  readonly top: number;
  readonly layout: Layout;
}

function RowView({ row, x, top, layout }: RowViewProps): JSX.Element {
  const { name, value, words, interval, dots = [], before } = row;
  const zero = layout.names;
  const isStacked = layout.above > 0;
  const middle = top + layout.above + (layout.row - layout.above) / 2;
  const end = Math.max(
    zero,
    ...[value ?? 0, interval?.[1] ?? 0, before ?? 0, ...dots].map((one) => x.at(one)),
  );
  return (
    <>
      <text
        class={isStacked ? 'tick' : 'tick end'}
        x={isStacked ? zero : zero - 8}
        y={isStacked ? top + 14 : middle + 4}
      >
        {shown(isStacked ? `${name}: ${words}` : name)}
      </text>
      <Values row={row} x={x} middle={middle} zero={zero} />
      {!isStacked && (
        <text class="tick" x={end + 8} y={middle + 4}>
          {shown(words)}
        </text>
      )}
    </>
  );
}

interface ValuesProps {
  readonly row: ValueRow;
  readonly x: Scale;
  readonly middle: number;
  readonly zero: number;
}

function Values({
  row: { value, colour, interval, dots = [], before },
  x,
  middle,
  zero,
}: ValuesProps): JSX.Element {
  const single = dots.map((one) => `M${x.at(one)} ${middle}h0`).join('');
  return (
    <>
      {value !== null && interval === undefined && (
        <rect
          class={`columns ${colour}`}
          x={zero}
          y={middle - 7}
          width={Math.max(1, rounded(x.at(value) - zero))}
          height={14}
        />
      )}
      {interval !== undefined && (
        <path
          class={`line ${colour} thick`}
          d={`M${x.at(interval[0])} ${middle}H${Math.max(x.at(interval[0]) + 1, x.at(interval[1]))}`}
        />
      )}
      {single !== '' && <path class={`dots ${colour} single`} stroke-width={4} d={single} />}
      {interval !== undefined && value !== null && (
        <path class={`dots ${colour}`} stroke-width={9} d={`M${x.at(value)} ${middle}h0`} />
      )}
      {before !== undefined && <path class="line ink thick" d={`M${x.at(before)} ${middle - 10}v20`} />}
    </>
  );
}

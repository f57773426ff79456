import type { JSX } from 'preact';
import { shown } from '../components/text.ts';
import type { Colour, XyMark } from './marks.ts';
import { densityPaths, dotsPath, linePath, ringPath } from './paths.ts';
import { type Axis, type Scale, scaleOf } from './scale.ts';

export interface XyChartProps {
  /** What the drawing shows, in a sentence, for those who do not see it. */
  readonly says: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly XyMark[];
  readonly legend?: readonly (readonly [colour: Colour, words: string])[];
  readonly width?: number;
  readonly height?: number;
}

const LEFT = 66;
const RIGHT = 14;
const TOP = 20;
const BOTTOM = 40;
/** Least distance of two labels along each axis. */
const ALONG_X = 84;
const ALONG_Y = 44;

/** A drawing over two axes. Colours are classes, so that it follows the page, on paper too. */
export function XyChart(props: XyChartProps): JSX.Element {
  const { says, marks, legend = [], width = 560, height = 260 } = props;
  const x = scaleOf(props.x, {
    first: LEFT,
    last: width - RIGHT,
    most: Math.max(2, Math.floor((width - LEFT) / ALONG_X)),
  });
  const y = scaleOf(props.y, {
    first: height - BOTTOM,
    last: TOP,
    most: Math.max(2, Math.floor((height - TOP - BOTTOM) / ALONG_Y)),
  });
  return (
    <figure class="chart">
      {legend.length > 0 && <Legend entries={legend} />}
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={shown(says)}>
        <Grid x={x} y={y} width={width} height={height} />
        {marks.map((mark, i) => (
          <MarkView key={i} mark={mark} x={x} y={y} width={width} height={height} />
        ))}
        <text class="label" x={LEFT} y={12}>
          {shown(props.y.label)}
        </text>
        <text class="label end" x={width - RIGHT} y={height - 6}>
          {shown(props.x.label)}
        </text>
      </svg>
    </figure>
  );
}

export function Legend({
  entries,
}: {
  readonly entries: readonly (readonly [colour: Colour, words: string])[];
}): JSX.Element {
  return (
    <ul class="legend">
      {entries.map(([colour, words]) => (
        <li key={words}>
          <span class={`swatch ${colour}`} aria-hidden="true" />
          {shown(words)}
        </li>
      ))}
    </ul>
  );
}

interface Place {
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly height: number;
}

function Grid({ x, y, width, height }: Place): JSX.Element {
  const right = width - RIGHT;
  const bottom = height - BOTTOM;
  const across = y.ticks.map(({ value }) => `M${LEFT} ${y.at(value)}H${right}`).join('');
  const up = x.ticks.map(({ value }) => `M${x.at(value)} ${TOP}V${bottom}`).join('');
  return (
    <>
      <path class="grid" d={`${across}${up}`} />
      <path class="axis" d={`M${LEFT} ${TOP}V${bottom}H${right}`} />
      {y.ticks.map(({ value, text }) => (
        <text key={value} class="tick end" x={LEFT - 6} y={y.at(value) + 4}>
          {shown(text)}
        </text>
      ))}
      {x.ticks.map(({ value, text }) => (
        <text
          key={value}
          class={x.at(value) > right - 16 ? 'tick end' : x.at(value) < LEFT + 16 ? 'tick' : 'tick middle'}
          x={x.at(value)}
          y={bottom + 16}
        >
          {shown(text)}
        </text>
      ))}
    </>
  );
}

function MarkView({ mark, x, y, width, height }: Place & { readonly mark: XyMark }): JSX.Element {
  const colour = mark.colour;
  switch (mark.kind) {
    case 'area':
      return (
        <path
          class={`area ${colour}`}
          d={`${linePath([...mark.upper, ...mark.lower.toReversed()], x, y)}Z`}
        />
      );
    case 'line':
      return (
        <path
          class={`line ${colour}${mark.dashed === true ? ' dashed' : ''}`}
          d={linePath(mark.points, x, y)}
        />
      );
    case 'dots':
      return <path class={`dots ${colour}`} stroke-width={mark.size ?? 4} d={dotsPath(mark.points, x, y)} />;
    case 'ticks':
      return (
        <path
          class={`line ${colour}`}
          d={mark.spans.map(([at, low, high]) => `M${x.at(at)} ${y.at(low)}V${y.at(high)}`).join('')}
        />
      );
    case 'columns':
      return (
        <path
          class={`columns ${colour}`}
          d={mark.columns
            .filter(({ value }) => value > 0)
            .map(({ from, until, value }) => {
              const left = x.at(from) + 0.5;
              const top = Math.min(y.at(value), height - BOTTOM - 1);
              return `M${left} ${height - BOTTOM}V${top}H${Math.max(left + 1, x.at(until) - 0.5)}V${height - BOTTOM}Z`;
            })
            .join('')}
        />
      );
    case 'density':
      return (
        <g class={`density ${colour}`}>
          {densityPaths(mark, x, y).map(({ opacity, d }) => (
            <path key={opacity} opacity={opacity} d={d} />
          ))}
        </g>
      );
    case 'rule':
      return <Rule mark={mark} x={x} y={y} width={width} height={height} />;
    case 'ring': {
      const isRight = x.at(mark.at[0]) > width / 2;
      return (
        <>
          <path class={`ring ${colour}`} d={ringPath(mark.at, x, y)} />
          <text
            class={isRight ? 'tick end' : 'tick'}
            x={x.at(mark.at[0]) + (isRight ? -9 : 9)}
            y={Math.max(TOP + 8, y.at(mark.at[1]) - 6)}
          >
            {shown(mark.words)}
          </text>
        </>
      );
    }
  }
}

/** Between two lines of words. */
const LINE = 13;

type RuleMark = Extract<XyMark, { kind: 'rule' }>;

function Rule({ mark, x, y, width, height }: Place & { readonly mark: RuleMark }): JSX.Element {
  const isUp = mark.axis === 'x';
  const at = isUp ? x.at(mark.at) : y.at(mark.at);
  // Words stay inside the drawing.
  const isEnd = !isUp || at > width / 2;
  const top = TOP + 10 + LINE * (mark.line ?? 0);
  const place = isUp ? { x: at + (isEnd ? -4 : 4), y: top } : { x: width - RIGHT - 2, y: at - 4 };
  return (
    <>
      <path
        class={`line ${mark.colour} dashed`}
        d={isUp ? `M${at} ${TOP}V${height - BOTTOM}` : `M${LEFT} ${at}H${width - RIGHT}`}
      />
      <text class={isEnd ? 'tick end' : 'tick'} {...place}>
        {shown(mark.words)}
      </text>
    </>
  );
}

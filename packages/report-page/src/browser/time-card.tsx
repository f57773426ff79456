import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageData } from '../pack/page-data.ts';
import { barAt, lanesOf } from './bars.ts';
import { currentColours, onColours } from './colours.ts';
import { drawRow, plotWidth, timeAt, type View, xOf } from './frame.ts';
import { laneHeight } from './lanes.ts';
import { fileLines, momentText } from './moment.ts';
import { type Row, rowsOf } from './rows.ts';
import { onSelect, select } from './selection.ts';

/** A drag shorter than this is a click, in pixels. */
const DRAG = 5;
/** Least time that a view shows, in milliseconds. */
const CLOSEST = 200;

interface Tip {
  readonly task: number;
  readonly x: number;
  readonly y: number;
}

/** Where the time went: rows over one axis, a moment in words, and a closer look. */
export function TimeCard({ data }: { readonly data: PageData }): JSX.Element | null {
  const whole = useMemo(() => wholeView(data), [data]);
  const lanes = useMemo(() => lanesOf(data), [data]);
  const [view, setView] = useGrowingView(whole);
  const [moment, setMoment] = useState<number | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const rows = useMemo(() => rowsOf({ data, lanes, selected }), [data, lanes, selected]);
  const width = useWidth();
  const colours = useColours();
  useEffect(() => onSelect(setSelected), []);
  const at = moment ?? view.from;
  const words = moment === null ? HOW_TO_READ : momentText(data.figures, at);
  const zoom = (factor: number): void => setView(closer(view, { factor, around: moment, whole }));
  const drag = useDrag({ view, whole, setView, setMoment });
  if (rows.length === 0)
    return <p class="time card placeholder">Nothing was run, so there is nothing to draw.</p>;
  const hover = (row: Row, event: PointerEvent): void => {
    const canvas = event.currentTarget as HTMLCanvasElement;
    const place = { view, width: canvas.clientWidth };
    const time = timeAt(place, event.offsetX);
    setMoment(time);
    if (row.id !== 'workers') return setTip(null);
    const reach = (2 * (view.until - view.from)) / plotWidth(canvas.clientWidth);
    const lane = Math.floor(event.offsetY / laneHeight(lanes.length));
    const bar = barAt(lanes, { lane, time, reach });
    setTip(bar === null ? null : { task: bar.task, x: event.clientX, y: event.clientY });
  };
  return (
    <div class="time card">
      <div class="head">
        <p class="readout">{words}</p>
        <button type="button" class="button" aria-label="Closer" onClick={() => zoom(0.5)}>
          +
        </button>
        <button type="button" class="button" aria-label="Farther" onClick={() => zoom(2)}>
          −
        </button>
        <button type="button" class="button" onClick={() => setView(whole)}>
          Whole batch
        </button>
      </div>
      <div class="rows" ref={width.ref} onPointerLeave={() => setTip(null)} {...drag.handlers}>
        {rows.map((row) => (
          <RowView
            key={row.id}
            row={row}
            view={view}
            width={width.value}
            colours={colours}
            onHover={(event) => hover(row, event)}
            onChoose={() => tip !== null && row.id === 'workers' && select(tip.task)}
          />
        ))}
        {moment !== null && moment >= view.from && moment <= view.until && (
          <Line x={xOf({ view, width: width.value }, moment) + width.inset} />
        )}
        {drag.selection !== null && <Selection {...drag.selection} />}
      </div>
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={momentText(data.figures, at)}
        min={view.from}
        max={view.until}
        step={Math.max(1, Math.round((view.until - view.from) / 500))}
        value={at}
        onInput={(event) => setMoment(Number(event.currentTarget.value))}
      />
      {tip !== null && <Tooltip data={data} tip={tip} />}
    </div>
  );
}

const HOW_TO_READ =
  'Point anywhere for the moment in words; drag to look closer, double-click for the whole batch.';

function wholeView({ figures }: PageData): View {
  const { series, firstAdmission, lastSettlement } = figures;
  const until = Math.max(lastSettlement, series.at.at(-1) ?? 0, firstAdmission + 1);
  return { from: Math.min(firstAdmission, (series.at[0] ?? firstAdmission) - (series.span[0] ?? 0)), until };
}

/** Whoever looks at the whole batch sees it grow; a closer look stays where it is. */
function useGrowingView(whole: View): [View, (view: View) => void] {
  const [closer, setCloser] = useState<View | null>(null);
  const set = (view: View): void => setCloser(isSame(view, whole) ? null : view);
  return [closer ?? whole, set];
}

function isSame(a: View, b: View): boolean {
  return a.from === b.from && a.until === b.until;
}

function closer(
  view: View,
  {
    factor,
    around,
    whole,
  }: { readonly factor: number; readonly around: number | null; readonly whole: View },
): View {
  const span = Math.min(whole.until - whole.from, Math.max(CLOSEST, factor * (view.until - view.from)));
  const middle = around ?? (view.from + view.until) / 2;
  const share = (middle - view.from) / Math.max(1, view.until - view.from);
  const from = Math.max(whole.from, Math.min(whole.until - span, middle - share * span));
  return { from, until: from + span };
}

interface RowViewProps {
  readonly row: Row;
  readonly view: View;
  readonly width: number;
  readonly colours: ReturnType<typeof currentColours>;
  readonly onHover: (event: PointerEvent) => void;
  readonly onChoose: () => void;
}

function RowView({ row, view, width, colours, onHover, onChoose }: RowViewProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current !== null && width > 0)
      drawRow(canvas.current, { height: row.height, view, colours }, row.draw);
  }, [row, view, width, colours]);
  return (
    <div>
      <div class="row-head">
        <h3>{row.title}</h3>
        <ul class="legend">
          {row.legend.map(({ swatch, words }) => (
            <li key={words}>
              <span class={`swatch ${swatch}`} aria-hidden="true" />
              {words}
            </li>
          ))}
        </ul>
      </div>
      <canvas
        class="row"
        ref={canvas}
        role="img"
        aria-label={row.says === '' ? row.title : row.says}
        onPointerMove={onHover}
        onClick={onChoose}
      />
    </div>
  );
}

/** Set as properties: the page's policy lets no style attribute in. */
function Line({ x }: { readonly x: number }): JSX.Element {
  return <div class="cursor" style={{ left: `${x}px` }} />;
}

function Selection({ left, right }: { readonly left: number; readonly right: number }): JSX.Element {
  return <div class="selection" style={{ left: `${left}px`, width: `${right - left}px` }} />;
}

function Tooltip({
  data: { files },
  tip: { task, x, y },
}: {
  readonly data: PageData;
  readonly tip: Tip;
}): JSX.Element {
  const isRight = x > innerWidth / 2;
  const side = isRight ? { right: `${innerWidth - x + 14}px` } : { left: `${x + 14}px` };
  return (
    <div class="tooltip" style={{ ...side, top: `${y + 14}px` }}>
      <span class="file">{files.file[task]}</span>
      {fileLines(files, task).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}

/** The width of the drawings, kept up to date, and how far inside of their container they begin. */
function useWidth(): {
  readonly ref: { current: HTMLDivElement | null };
  readonly value: number;
  readonly inset: number;
} {
  const ref = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ value: 0, inset: 0 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const container = ref.current;
      const canvas = container?.querySelector('canvas');
      if (container === null || canvas === null || canvas === undefined) return;
      setPlace({ value: canvas.clientWidth, inset: canvas.offsetLeft });
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (ref.current !== null) observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, ...place };
}

function useColours(): ReturnType<typeof currentColours> {
  const [colours, setColours] = useState(currentColours);
  useEffect(() => onColours(() => setColours(currentColours())), []);
  return colours;
}

interface Drag {
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onDblClick: () => void;
  };
  readonly selection: { readonly left: number; readonly right: number } | null;
}

/** Dragging selects what to look at more closely. */
function useDrag({
  view,
  whole,
  setView,
  setMoment,
}: {
  readonly view: View;
  readonly whole: View;
  readonly setView: (view: View) => void;
  readonly setMoment: (moment: number | null) => void;
}): Drag {
  const [range, setRange] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const xIn = (event: PointerEvent): number =>
    event.clientX - (event.currentTarget as HTMLElement).getBoundingClientRect().left;
  const isDrag = range !== null && Math.abs(range.to - range.from) >= DRAG;
  return {
    selection: isDrag
      ? { left: Math.min(range.from, range.to), right: Math.max(range.from, range.to) }
      : null,
    handlers: {
      onPointerDown: (event) => {
        if (event.button === 0 && event.pointerType !== 'touch')
          setRange({ from: xIn(event), to: xIn(event) });
      },
      onPointerMove: (event) => {
        if (range !== null) setRange({ from: range.from, to: xIn(event) });
      },
      onPointerUp: (event) => {
        const canvas = (event.currentTarget as HTMLElement).querySelector('canvas');
        setRange(null);
        if (!isDrag || canvas === null) return;
        const place = { view, width: canvas.clientWidth };
        const times = [range.from, range.to]
          .map((x) => timeAt(place, x - canvas.offsetLeft))
          .sort((a, b) => a - b);
        const [from = view.from, until = view.until] = times;
        if (until - from >= CLOSEST) setView({ from, until });
      },
      onDblClick: () => {
        setView(whole);
        setMoment(null);
      },
    },
  };
}

import type { Tone } from '@ballast/reporting';
import { listenForKeys } from '../platform/raw-keys.ts';
import type { LiveOutput } from '../show/live-region.ts';
import { frameOf, type Line, type View } from './frame.ts';
import { lineWriter } from './line-writer.ts';
import type { ScreenModel } from './screen-model.ts';

export interface TuiOptions {
  readonly out: LiveOutput & Partial<Pick<NodeJS.WriteStream, 'rows' | 'on' | 'off'>>;
  /** Null as long as there is nothing to show. */
  readonly model: () => ScreenModel | null;
  readonly paint: (text: string, tone: Tone) => string;
  /** What `q` does, in words, and the call. */
  readonly quit: { readonly words: string; readonly call: () => void };
}

export interface Tui {
  show(): void;
  stop(): void;
}

const FRAMES_EVERY = 250;
const SECOND = 1000;
/** Values of the strip that are kept. */
const KEPT = 120;
/** The rate is that of this time, in seconds. */
const RATE_OVER = 60;

/** Whether a full screen can be shown there: elsewhere the progress line is. */
export function canShowTui(
  out: Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>,
  env: Readonly<NodeJS.ProcessEnv>,
): boolean {
  const isOurs = out.isTTY === true && (out.columns ?? 0) >= LEAST_COLUMNS;
  return isOurs && env.TERM !== 'dumb' && (env.CI ?? '') === '';
}

const LEAST_COLUMNS = 60;

/** Shows a batch until `stop`, four frames a second. */
export function startTui({ out, model, paint, quit }: TuiOptions): Tui {
  const writer = lineWriter(out);
  const history: { readonly at: number; readonly inFlight: number; readonly settled: number }[] = [];
  let view: View = 'overview';
  let isStopped = false;
  const show = (): void => {
    const now = isStopped ? null : model();
    if (now === null) return;
    remember(history, now);
    // The last column stays free: some terminals wrap as soon as it is written.
    const columns = Math.max(20, (out.columns || 80) - 1);
    const lines = frameOf(now, {
      columns,
      rows: out.rows || 24,
      view,
      history: history.map(({ inFlight }) => inFlight),
      perMinute: rateOf(history),
      keys: `q ${quit.words} · e why files wait · f failures`,
    });
    writer.show(lines.map((line) => ({ text: line.text, painted: painted(line, paint) })));
  };
  const onKey = (key: string): void => {
    if (key === 'q') return quit.call();
    if (key === 'e') view = view === 'explain' ? 'overview' : 'explain';
    if (key === 'f') view = view === 'failures' ? 'overview' : 'failures';
    show();
  };
  const keys = listenForKeys(onKey);
  const timer = setInterval(show, FRAMES_EVERY);
  timer.unref();
  out.on?.('resize', show);
  return {
    show,
    stop: () => {
      if (isStopped) return;
      isStopped = true;
      clearInterval(timer);
      keys?.stop();
      out.off?.('resize', show);
      writer.clear();
    },
  };
}

function remember(
  history: { readonly at: number; readonly inFlight: number; readonly settled: number }[],
  { tasks, settled }: ScreenModel,
): void {
  const now = performance.now();
  if (now - (history.at(-1)?.at ?? Number.NEGATIVE_INFINITY) < SECOND) return;
  const { computing, loading, waiting } = tasks;
  history.push({ at: now, inFlight: computing + loading + waiting, settled });
  if (history.length > KEPT) history.shift();
}

function rateOf(history: readonly { readonly at: number; readonly settled: number }[]): number | null {
  const last = history.at(-1);
  const first = history.at(-1 - RATE_OVER) ?? history[0];
  if (last === undefined || first === undefined || last.at - first.at < SECOND) return null;
  return Math.round((60 * SECOND * (last.settled - first.settled)) / (last.at - first.at));
}

function painted({ text, tone }: Line, paint: TuiOptions['paint']): string {
  if (tone === 'bad') return paint(text, 'bad');
  return tone === 'bar' ? paint(text, 'good') : text;
}

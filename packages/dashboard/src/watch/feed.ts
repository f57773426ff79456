import type { ServerResponse } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import { type Json, type LiveDocument, type Patch, patchOf } from '@ballast/report-page';
import type { Figures, Live } from '@ballast/reporting';
import type { WatchedBatch } from './watched-batch.ts';

/** The events about one batch, for any number of viewers. */
export interface Feed {
  /** `lastId`: of the last event that the viewer got; it gets what followed, or everything. */
  add(viewer: ServerResponse, lastId: string | null): void;
  /** Sends what has changed, if it is time. */
  tick(): void;
  /** Sends what has changed. */
  flush(): void;
  readonly viewers: number;
  close(): void;
}

/** Time between two events, in milliseconds; far more for batches whose figures take long to make. */
const EVERY = 1000;
const TIMES_COST = 4;
/** Time after which a viewer hears that the server lives, in milliseconds. */
const HEARTBEAT = 15_000;
/** A viewer that leaves more bytes than this unread is dropped: it connects again when it can. */
const MOST_UNSENT = 1 << 20;
/** Bytes of events that are kept for viewers who connect again. */
const MOST_KEPT = 8 << 20;

interface Event {
  readonly id: string;
  readonly text: string;
}

/** The document of a batch as JSON has it: the figures of an absent journal are absent too. */
type Sent = { readonly [key: string]: Json };

export function createFeed(
  watched: WatchedBatch,
  { control }: { readonly control: () => string | null },
): Feed {
  const viewers = new Map<ServerResponse, { allowed: number }>();
  let kept: Event[] = [];
  let keptBytes = 0;
  let sent: Sent | null = null;
  let sequence = 0;
  let [sentAt, spokeAt] = [Number.NEGATIVE_INFINITY, performance.now()];

  const idOf = (): string => `${watched.offset}-${watched.generation}.${sequence}`;
  const document = (): Sent => {
    const { folder, problem } = watched;
    const live = watched.live();
    const whole: Partial<LiveDocument> & { readonly folder: string; readonly problem: string | null } = {
      ...(live === null ? {} : { ...live, figures: whileRunning(live) }),
      folder,
      problem,
      control: control(),
    };
    return whole as unknown as Sent;
  };
  const drop = (viewer: ServerResponse): void => {
    viewers.delete(viewer);
    viewer.destroy();
  };
  const send = (text: string): void => {
    spokeAt = performance.now();
    for (const [viewer, { allowed }] of viewers) {
      if (viewer.writableLength > allowed) drop(viewer);
      else viewer.write(text);
    }
  };
  const update = (): Event | null => {
    const next = document();
    const patch = patchOf(sent ?? {}, next);
    const isFirst = sent === null;
    sent = next;
    sentAt = performance.now();
    if (patch === null) return null;
    sequence += 1;
    if (isFirst) return null;
    const event = { id: idOf(), text: eventText('patch', idOf(), patch) };
    keep(event);
    return event;
  };
  const keep = (event: Event): void => {
    kept.push(event);
    keptBytes += event.text.length;
    while (keptBytes > MOST_KEPT) keptBytes -= kept.shift()?.text.length ?? keptBytes;
  };
  const whole = (): string => {
    const data = deflateRawSync(JSON.stringify(sent)).toString('base64');
    return `event: whole\nid: ${idOf()}\ndata: ${data}\n\n`;
  };
  const flush = (): void => {
    const event = update();
    if (event !== null) send(event.text);
  };
  return {
    flush,
    add: (viewer, lastId) => {
      // What the others get next must not be lost to this one, and the other way round.
      flush();
      const from = kept.findIndex(({ id }) => id === lastId);
      const missed = from < 0 ? null : kept.slice(from + 1).map(({ text }) => text);
      const text = missed === null ? whole() : `: resumed\n\n${missed.join('')}`;
      viewers.set(viewer, { allowed: MOST_UNSENT + text.length });
      viewer.on('close', () => viewers.delete(viewer));
      viewer.once('drain', () => viewers.has(viewer) && viewers.set(viewer, { allowed: MOST_UNSENT }));
      viewer.write(text);
    },
    tick: () => {
      if (viewers.size === 0) return;
      const now = performance.now();
      if (now - sentAt >= Math.max(EVERY, TIMES_COST * watched.cost)) flush();
      if (now - spokeAt >= HEARTBEAT) send(': still here\n\n');
    },
    get viewers() {
      return viewers.size;
    },
    close: () => {
      for (const viewer of viewers.keys()) viewer.end();
      viewers.clear();
      kept = [];
    },
  };
}

/** A file that has not run yet needs no look as long as the batch runs. */
function whileRunning({ figures, now }: Live): Figures {
  if (now.state !== 'running') return figures;
  return { ...figures, look: figures.look.filter(({ status }) => status !== 'not-run') };
}

function eventText(name: string, id: string, data: Patch): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

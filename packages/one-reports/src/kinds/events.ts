import { javaNumber } from './number.ts';
import type { Channel, RowReader, TakeRow } from './row-reader.ts';

const TIME: Channel = { name: 'time', unit: '(s)' };

/** Counts that grow with the events: a row for each different time, with the counts after all events of that time. */
function counter(names: readonly string[]) {
  const counts = new Float64Array(names.length);
  const places = new Map(names.map((name, place) => [name, place]));
  let time: number | null = null;
  return {
    channels: names.map((name): Channel => ({ name, unit: '' })),
    /** Before the event at a time is counted. */
    at: (now: number, row: TakeRow): void => {
      if (time !== null && time !== now) row(time, counts);
      time = now;
    },
    add: (name: string, by = 1): void => {
      const place = places.get(name) ?? -1;
      counts[place] = (counts[place] ?? 0) + by;
    },
    end: (row: TakeRow): void => {
      if (time !== null) row(time, counts);
    },
    of: (name: string): number => counts[places.get(name) ?? -1] ?? 0,
  };
}

/** Words after the time and the action. */
const ACTIONS: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['C', [2, 3]],
  ['S', [3, 3]],
  ['A', [3, 3]],
  ['DR', [2, 2]],
  ['R', [2, 2]],
]);
/** How a transfer ended: relayed, delivered for the first time, delivered again. */
const TRANSFERS: ReadonlyMap<string, string> = new Map([
  ['R', 'DE_relayed'],
  ['D', 'DE_delivered'],
  ['A', 'DE_again'],
]);

const EVENTS = ['CONN_up', 'CONN_down', 'C', 'S', 'DE', ...TRANSFERS.values(), 'A', 'DR', 'R'];

/** `time ACTION host1 [host2] [message] [extra]`, as counts by action. */
export function eventLogReader(): RowReader {
  const counts = counter(EVENTS);
  const links = new OpenLinks();
  return {
    clock: TIME,
    channels: () => counts.channels,
    take: (line, row) => {
      const words = line.trim().split(/\s+/);
      const [first = '', action = '', ...rest] = words;
      if (first === '') return true;
      const time = javaNumber(first);
      if (time === null || Number.isNaN(time)) return false;
      const [from = '', to = '', third = '', last = ''] = rest;
      if (action === 'CONN') {
        if (rest.length !== 3 || (third !== 'up' && third !== 'down')) return false;
        counts.at(time, row);
        counts.add(`CONN_${third}`);
        links.change(from, to, third === 'up');
        return true;
      }
      if (action === 'DE') {
        const transfer = TRANSFERS.get(last);
        if (rest.length !== 4 || transfer === undefined) return false;
        counts.at(time, row);
        counts.add('DE');
        counts.add(transfer);
        return true;
      }
      const [least, most] = ACTIONS.get(action) ?? [1, 0];
      if (rest.length < least || rest.length > most) return false;
      counts.at(time, row);
      counts.add(action);
      return true;
    },
    end: counts.end,
    totals: () => ({
      created: counts.of('C'),
      started: counts.of('S'),
      relayed: counts.of('DE'),
      aborted: counts.of('A'),
      dropped: counts.of('DR'),
      removed: counts.of('R'),
      delivered: counts.of('DE_delivered'),
      linksUp: counts.of('CONN_up'),
      linksDown: counts.of('CONN_down'),
      linkedTwice: links.twice,
    }),
  };
}

/** `time CONN address1 address2 up|down`. */
export function connectivityReader(): RowReader {
  const counts = counter(['up', 'down', 'open']);
  return {
    clock: TIME,
    channels: () => counts.channels,
    take: (line, row) => {
      const [first = '', action, , , change, more] = line.trim().split(/\s+/);
      if (first === '') return true;
      const time = javaNumber(first);
      if (time === null || Number.isNaN(time) || action !== 'CONN' || more !== undefined) return false;
      if (change !== 'up' && change !== 'down') return false;
      counts.at(time, row);
      counts.add(change);
      counts.add('open', change === 'up' ? 1 : -1);
      return true;
    },
    end: counts.end,
    totals: () => ({ linksUp: counts.of('up'), linksDown: counts.of('down') }),
  };
}

/** Counts the links that came up between two hosts that were linked already, on another interface. */
class OpenLinks {
  readonly #open = new Map<string, number>();
  twice = 0;

  change(a: string, b: string, up: boolean): void {
    const pair = a < b ? `${a} ${b}` : `${b} ${a}`;
    const open = this.#open.get(pair) ?? 0;
    if (up && open > 0) this.twice += 1;
    const now = Math.max(0, open + (up ? 1 : -1));
    // Pairs that are apart take no memory.
    if (now === 0) this.#open.delete(pair);
    else this.#open.set(pair, now);
  }
}

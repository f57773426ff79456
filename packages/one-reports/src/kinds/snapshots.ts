import { javaNumber } from './number.ts';
import type { Channel, RowReader, TakeRow } from './row-reader.ts';

const TIME: Channel = { name: 'time', unit: '(s)' };

/**
 * `[time]`, then a line `host x y` for each host: a row for each time, two channels for each host. A host that is in some
 * snapshots only has the times of those.
 */
export function snapshotReader(): RowReader {
  const places = new Map<string, number>();
  const channels: Channel[] = [];
  let values: number[] = [];
  let time: number | null = null;
  const flush = (row: TakeRow): void => {
    if (time !== null) row(time, values);
    values = new Array<number>(values.length).fill(Number.NaN);
  };
  const placeOf = (host: string): number => {
    const known = places.get(host);
    if (known !== undefined) return known;
    const place = channels.length;
    places.set(host, place);
    channels.push({ name: `${host}.x`, unit: '(m)', sparse: true });
    channels.push({ name: `${host}.y`, unit: '(m)', sparse: true });
    return place;
  };
  return {
    clock: TIME,
    channels: () => channels,
    take: (line, row) => {
      const text = line.trim();
      if (text === '') return true;
      const head = /^\[([^\]\s]+)\]$/.exec(text)?.[1];
      if (head !== undefined) {
        const next = javaNumber(head);
        if (next === null || Number.isNaN(next)) return false;
        flush(row);
        time = next;
        return true;
      }
      const [host = '', first = '', second = '', more] = text.split(/\s+/);
      const x = javaNumber(first);
      const y = javaNumber(second);
      if (time === null || x === null || y === null || more !== undefined) return false;
      const place = placeOf(host);
      values[place] = x;
      values[place + 1] = y;
      return true;
    },
    end: flush,
    totals: () => ({}),
  };
}

import { MOST_RESAMPLED } from './condition.ts';
import { ownStep, sourcesOf } from './definition-order.ts';
import { type DerivedChannel, definedName } from './derived-channel.ts';

/** Bytes of whole series that one pass over a file may hold, unless a single channel needs more. */
export const MOST_HELD: number = 64 * 1024 * 1024;

/** Further arrays of the length of a series while it is conditioned: its times, and what the filter works on. */
const ARRAYS_OF_STEPS = 2;
/** For a resampled series also its own values and times. */
const ARRAYS_OF_RESAMPLED: number = 1 + 3 * MOST_RESAMPLED;

/** What must be held as a whole to compute a channel: by what it is, the number of arrays of the length of a series. */
export type Held = ReadonlyMap<string, number>;

/**
 * The arrays that the channel `name` needs. A filtered series is held until its end. What is computed from it and from
 * other series waits for that, so the others are held too, with their times. `streams`: whether the series of a file
 * arrive block by block together; otherwise those of a formula wait for each other.
 */
export function heldFor(name: string, channels: readonly DerivedChannel[], streams: boolean): Held {
  const held = new Map<string, number>();
  const visit = (of: string): boolean => {
    const place = channels.findIndex((channel) => channel.name === of);
    const channel = channels[place];
    if (channel === undefined) return !streams;
    const sources = sourcesOf(channel);
    const waits = sources.map((source) => visit(definedName(source) ?? ''));
    const length = ownStep(of, channels) === null ? 1 : MOST_RESAMPLED;
    if (channel.kind === 'conditioned') {
      held.set(of, 1);
      return true;
    }
    if (!waits.includes(true)) return false;
    if (sources.length > 1)
      for (const source of sources) held.set(`input ${JSON.stringify(source)}`, 2 * length);
    return true;
  };
  visit(name);
  return held;
}

/** The sum over channels, each thing counted once. */
export function arraysIn(held: readonly Held[]): number {
  const all = new Map(held.flatMap((one) => [...one]));
  return [...all.values()].reduce((sum, count) => sum + count, 0);
}

/** The most arrays at once while one of the channels is conditioned, besides what is held. */
export function arraysOfSteps(channels: readonly DerivedChannel[]): number {
  const conditioned = channels.filter(({ kind }) => kind === 'conditioned');
  if (conditioned.length === 0) return 0;
  const isResampled = conditioned.some(({ name }) => ownStep(name, channels) !== null);
  return isResampled ? ARRAYS_OF_RESAMPLED : ARRAYS_OF_STEPS;
}

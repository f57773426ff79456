import type { Period } from '@ballast/results-model';
import { type Expected, expectedOf } from './expected.ts';
import { CHANNELS, type Channel, type Row, samples } from './made-text.ts';

/** One made file and what must become of it. */
export interface FieldCase {
  readonly title: string;
  readonly name?: string;
  readonly content: string | Uint8Array;
  readonly period?: Period;
  readonly status: string;
  /** All channels of the file in order; absent if only the status matters. */
  readonly channels?: readonly ExpectedChannel[];
  /** Codes of the warnings, in order; absent if they do not matter. */
  readonly warnings?: readonly string[];
  /** Texts that the reason of a refusal, or the warnings, must contain. */
  readonly says?: readonly string[];
}

export interface ExpectedChannel extends Channel {
  /** Null if there are none but `n`. */
  readonly statistics: Expected | null;
}

/** The channels with the statistics of the rows; those at the positions in `without` have none. */
export function channelsOf(
  rows: readonly Row[],
  channels: readonly Channel[] = CHANNELS,
  without: readonly number[] = [],
): ExpectedChannel[] {
  return channels.map((channel, at) => {
    const { times, values } = samples(rows, at);
    return { ...channel, statistics: without.includes(at) ? null : expectedOf(times, values) };
  });
}

import { statedIn } from './checksum.ts';

/** The lines of a journal, without their line ends. */
export interface Lines {
  readonly count: number;
  /** The line at a place, which counts from 1. */
  at(place: number): Buffer;
  /** Bytes of the lines, with their line ends. */
  readonly wholeBytes: number;
}

export interface SplitJournal {
  readonly lines: Lines;
  /** A complete last line with another byte in place of its line end; null if there is none. */
  readonly endless: Buffer | null;
}

const LINE_END = 0x0a;

/**
 * Leaves out what follows the last line end, and a last line that is neither JSON nor has a checksum: writing it was
 * interrupted.
 */
export function splitJournal(data: Buffer): SplitJournal {
  const ends: number[] = [];
  for (let end = data.indexOf(LINE_END); end >= 0; end = data.indexOf(LINE_END, end + 1)) ends.push(end);
  const lines = linesUntil(data, ends);
  const rest = data.subarray(lines.wholeBytes);
  if (rest.length === 0 && lines.count > 0 && isTorn(lines.at(lines.count))) {
    ends.pop();
    return { lines: linesUntil(data, ends), endless: null };
  }
  return { lines, endless: hadLineEnd(rest) ? rest : null };
}

function linesUntil(data: Buffer, ends: readonly number[]): Lines {
  return {
    count: ends.length,
    at: (place) => data.subarray(place === 1 ? 0 : (ends[place - 2] ?? 0) + 1, ends[place - 1]),
    wholeBytes: (ends.at(-1) ?? -1) + 1,
  };
}

function isTorn(line: Buffer): boolean {
  return statedIn(line) === null && parsed(line.toString('utf8')) === undefined;
}

/** What is torn while it is written ends in its line end at the latest; here another byte has replaced it. */
function hadLineEnd(rest: Buffer): boolean {
  return rest.length > 0 && statedIn(rest.subarray(0, -1)) !== null;
}

/** Undefined if it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

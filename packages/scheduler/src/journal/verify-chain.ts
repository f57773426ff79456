import { CHAIN_START, type ChainEnd, checksumOf, statedIn } from './checksum.ts';
import type { Lines } from './lines.ts';

/** A line of a journal as it was found. */
export interface FoundLine {
  /** Where it is in the file, counted from 1. */
  readonly place: number;
  readonly data: Buffer;
  /** Why it cannot be believed; null if it can. */
  readonly problem: string | null;
  /** It repeats another line: nothing is lost without it. */
  readonly isCopy: boolean;
  /** Lines right before it that are nowhere in the file. */
  readonly missing: number;
  /** It is not where it was written. */
  readonly isMoved: boolean;
}

interface Verified {
  /** In the order in which they were written. */
  readonly found: Iterable<FoundLine>;
  /** Of the last line that can be believed. */
  readonly end: ChainEnd;
}

/** Lines without checksums: nothing shows whether one is missing or not as it was written. */
export function unverified(lines: Lines): Verified {
  return { found: asTheyAre(lines), end: { line: lines.count, checksum: 0 } };
}

/**
 * Compares every line with its checksum. A line is believed if it fits what the line with the number before it states, so a
 * line that is not as it was written costs only itself, and one that is missing also the line that followed it.
 */
export function verifyChain(lines: Lines): Verified {
  const end = endOfWholeChain(lines);
  return end === null ? verifyDamaged(lines) : { found: asTheyAre(lines), end };
}

function* asTheyAre(lines: Lines): Generator<FoundLine> {
  for (let place = 1; place <= lines.count; place += 1) {
    yield { place, data: lines.at(place), problem: null, isCopy: false, missing: 0, isMoved: false };
  }
}

/** Null if anything is damaged. */
export function endOfWholeChain(lines: Lines): ChainEnd | null {
  let end = CHAIN_START;
  for (let place = 1; place <= lines.count; place += 1) {
    const line = lines.at(place);
    const stated = statedIn(line);
    if (stated?.line !== place || stated.checksum !== checksumOf(line, end.checksum)) return null;
    end = stated;
  }
  return end;
}

interface Numbered {
  readonly place: number;
  /** Null for a line that cannot be believed. */
  number: number | null;
  readonly stated: ChainEnd | null;
}

function verifyDamaged(lines: Lines): Verified {
  const all: Numbered[] = [];
  for (let place = 1; place <= lines.count; place += 1) {
    all.push({ place, number: null, stated: statedIn(lines.at(place)) });
  }
  const believed = believe(all, lines);
  let end = CHAIN_START;
  for (const { stated } of believed.values()) if (stated !== null) end = stated;
  return { found: inOrder(all, believed, lines), end };
}

/** Most checksums that the line before may have: many lines that claim the same number must not take forever. */
const MOST_CLAIMS = 4;

/** Finds the lines that fit the one before them by number; the result is by number, in ascending order. */
function believe(all: readonly Numbered[], lines: Lines): Map<number, Numbered> {
  const claims = new Map<number, Numbered[]>();
  for (const one of all) {
    if (one.stated === null) continue;
    const same = claims.get(one.stated.line);
    if (same === undefined) claims.set(one.stated.line, [one]);
    else same.push(one);
  }
  const believed = new Map<number, Numbered>();
  let before = { line: 0, checksums: [CHAIN_START.checksum] };
  for (const number of [...claims.keys()].sort((a, b) => a - b)) {
    const seeds = before.line === number - 1 ? before.checksums : [];
    const checksums = new Set<number>();
    for (const one of claims.get(number) ?? []) {
      const stated = one.stated?.checksum ?? 0;
      checksums.add(stated);
      for (const seed of seeds) {
        const checksum = checksumOf(lines.at(one.place), seed);
        // If only the digits of the checksum are damaged, the next line fits what they should be.
        checksums.add(checksum);
        if (checksum !== stated || believed.has(number)) continue;
        believed.set(number, one);
        one.number = number;
      }
    }
    before = { line: number, checksums: [...checksums].slice(0, MOST_CLAIMS) };
  }
  return believed;
}

function* inOrder(
  all: readonly Numbered[],
  believed: ReadonlyMap<number, Numbered>,
  lines: Lines,
): Generator<FoundLine> {
  const lost = lostLines(all, believed, lines);
  let next = 0;
  let last = { number: 0, place: 0 };
  let instead: (number | null)[] = [];
  for (const [number, { place }] of believed) {
    for (let one = lost[next]; one !== undefined && one.number < number; one = lost[next]) {
      if (!one.line.isCopy) instead.push(one.claims);
      next += 1;
      yield one.line;
    }
    const missing = number - last.number - 1 - standingIn(instead, { above: last.number, below: number });
    yield {
      place,
      data: lines.at(place),
      problem: null,
      isCopy: false,
      missing: Math.max(0, missing),
      isMoved: place < last.place,
    };
    last = { number, place };
    instead = [];
  }
  for (const { line } of lost.slice(next)) yield line;
}

/**
 * How many lines between two numbers are there, although they cannot be believed. Lines that claim the same number are one
 * line and its copies; a line without a number may be any.
 */
function standingIn(
  claims: readonly (number | null)[],
  { above, below }: { readonly above: number; readonly below: number },
): number {
  const numbers = new Set(claims.filter((claim) => claim !== null && claim > above && claim < below));
  return numbers.size + claims.filter((claim) => claim === null).length;
}

interface Lost {
  /** The number that it states; null if it states none. */
  readonly claims: number | null;
  /** Of a line that it comes after, or its own. */
  readonly number: number;
  readonly line: FoundLine;
}

/**
 * The lines that cannot be believed, in order. Where it is unclear what a line came after, it is the later one: what it may
 * have changed is doubted in any case.
 */
function lostLines(
  all: readonly Numbered[],
  believed: ReadonlyMap<number, Numbered>,
  lines: Lines,
): readonly Lost[] {
  const lost: Lost[] = [];
  let before = 0;
  for (const one of all) {
    if (one.number !== null) {
      before = one.number;
      continue;
    }
    const own = one.stated === null || believed.has(one.stated.line) ? 0 : one.stated.line;
    lost.push({
      claims: one.stated?.line ?? null,
      number: Math.max(before, own),
      line: lostLine(one, believed, lines),
    });
  }
  return lost.sort((a, b) => a.number - b.number);
}

function lostLine(
  { place, stated }: Numbered,
  believed: ReadonlyMap<number, Numbered>,
  lines: Lines,
): FoundLine {
  const data = lines.at(place);
  const original = stated === null ? undefined : believed.get(stated.line);
  const isCopy = original !== undefined && lines.at(original.place).equals(data);
  const problem = isCopy
    ? `it is a copy of line ${original.place}`
    : stated === null
      ? 'it has no checksum'
      : 'it does not match its checksum';
  return { place, data, problem, isCopy, missing: 0, isMoved: false };
}

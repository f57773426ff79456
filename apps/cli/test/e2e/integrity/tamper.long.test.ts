import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { placeOfAllTests } from '../support/place.ts';
import {
  type Ending,
  endingOf,
  filesOf,
  flip,
  type Kind,
  randomBelow,
  type State,
  type Tampered,
  tamperedBatch,
} from './tampered-batch.ts';

/** Flipped bits of each kind of file. */
const FLIPS = Number(process.env.BALLAST_TAMPER_FLIPS ?? 10);
const SEED = Number(process.env.BALLAST_TAMPER_SEED ?? Date.now() % 2 ** 31);
/** Only ends a hang. */
const LIMIT = Math.max(15 * 60_000, FLIPS * 20_000);
/** Files of one batch that are damaged before it is run once. */
const AT_ONCE = 6;

const place = placeOfAllTests();
let batch: Tampered;
beforeAll(async () => {
  console.log(`tamper: seed ${SEED}, ${FLIPS} flips of each kind`);
  batch = await tamperedBatch(place);
});

/** Counts endings, and reports every one that is not allowed. */
class Tally {
  readonly counts: Record<Ending['kind'], number> = { same: 0, fault: 0, silent: 0, defect: 0 };
  readonly bad: string[] = [];
  damaged = 0;

  add(ending: Ending, what: string, flips = 1): void {
    this.counts[ending.kind] += flips;
    this.damaged += ending.damaged;
    if (ending.kind === 'silent' || ending.kind === 'defect') this.bad.push(`${what}: ${ending.message}`);
  }
}

function tallied(kind: string): Tally {
  const tally = new Tally();
  onTestFinished(() => console.log(kind, JSON.stringify(tally.counts), 'damaged results', tally.damaged));
  return tally;
}

/** Most flips hit a finished batch: one that was interrupted starts workers each time. */
const stateOf = (number: number): State => (number % 4 === 3 ? 'interrupted' : 'finished');

describe('one flipped bit in an output folder', { timeout: LIMIT }, () => {
  it.each<Kind>(['journal', 'plan', 'tables'])('changes no number and causes no defect: %s', async (kind) => {
    const random = randomBelow(SEED);
    const tally = tallied(kind);
    for (let number = 0; number < FLIPS; number += 1) {
      batch.restore(stateOf(number));
      const files = filesOf(place.out, kind);
      const file = files[random(files.length)] ?? '';
      const bit = random(8 * readFileSync(file).length);
      flip(file, bit);
      tally.add(await endingOf(batch), `${stateOf(number)}, bit ${bit} of ${path.basename(file)}`);
    }
    expect(tally.bad).toEqual([]);
  });

  it.each<Kind>(['results', 'series'])('makes its input be read again, alone: %s', async (kind) => {
    const random = randomBelow(SEED);
    const tally = tallied(kind);
    for (let done = 0; done < FLIPS; done += AT_ONCE) {
      const state = stateOf(done / AT_ONCE);
      batch.restore(state);
      rmSync(path.join(place.out, 'report.json'));
      const files = filesOf(place.out, kind);
      const from = random(files.length - AT_ONCE);
      const flips = files.slice(from, from + AT_ONCE).map((file) => {
        const bit = random(8 * readFileSync(file).length);
        flip(file, bit);
        return `bit ${bit} of ${path.basename(file)}`;
      });
      const ending = await endingOf(batch);
      tally.add(ending, `${state}, ${flips.join(', ')}`, flips.length);
      expect(ending.damaged, flips.join(', ')).toBe(AT_ONCE);
      if (state === 'finished') expect(ending.read).toBe(AT_ONCE);
    }
    expect(tally.bad).toEqual([]);
  });
});

describe('a result with any one byte changed', { timeout: LIMIT }, () => {
  it('is read again', async () => {
    const tally = tallied('every byte');
    batch.restore('finished');
    const length = Math.min(...filesOf(place.out, 'results').map((file) => readFileSync(file).length));
    const most = FLIPS < 1000 ? Math.min(length, 4 * FLIPS) : length;
    const step = length / most;
    for (let number = 0; number < most; ) {
      batch.restore('finished');
      rmSync(path.join(place.out, 'report.json'));
      const files = filesOf(place.out, 'results').slice(0, most - number);
      for (const [i, file] of files.entries()) flip(file, 8 * Math.floor(step * (number + i)) + (number % 8));
      const ending = await endingOf(batch);
      tally.add(ending, `bytes ${number} to ${number + files.length}`, files.length);
      expect(ending.damaged).toBe(files.length);
      number += files.length;
    }
    expect(tally.bad).toEqual([]);
  });
});

import { bytes } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { header, type JournalBuilder, journal, ms } from '../../test/journal-builder.ts';
import type { Alert, Figures } from './figures.ts';
import { type Circumstances, figuresFold } from './figures-fold.ts';

function figuresOf({ records }: JournalBuilder, around: Circumstances): Figures {
  const fold = figuresFold(header(records.filter(({ type }) => type === 'input').length));
  for (const record of records) fold.take(record);
  return fold.figures(around);
}

const alerts = (built: JournalBuilder, around: Circumstances): readonly Alert[] =>
  figuresOf(built, around).alerts;

/** One of four files is done. */
const begun = (): JournalBuilder =>
  journal().input('a').input('b').input('c').input('d').admitted(0, 0).settled(1000, 0);

describe('alerts about where the output is written', () => {
  it('are raised if less is free than twice what the other files will need', () => {
    const isRunning = true;
    expect(alerts(begun(), { isRunning, output: { free: 6000, written: 1000 } })).toEqual([]);
    expect(alerts(begun(), { isRunning, output: { free: 5999, written: 1000 } })).toMatchObject([
      {
        code: 'little-room',
        since: 1000,
        until: null,
        words: expect.stringContaining('will need about 2.93 KiB'),
      },
    ]);
    expect(alerts(begun(), { isRunning })).toEqual([]);
    expect(alerts(begun().ended(2000), { isRunning: false, output: { free: 0, written: 1000 } })).toEqual([]);
  });
});

describe('alerts about a journal', () => {
  it('are raised once nobody has written to it for a while and its process is gone', () => {
    expect(alerts(begun(), { silence: 5000 })).toEqual([]);
    expect(alerts(begun(), { silence: 5001, isRunning: true })).toEqual([]);
    expect(alerts(begun(), { silence: 60_000 })).toMatchObject([
      { code: 'journal-silent', since: 1000, words: expect.stringContaining('for 1 min') },
    ]);
    expect(alerts(begun().ended(2000), { silence: 60_000 })).toEqual([]);
  });
});

it('what the scheduler had learned at the end is in the figures', () => {
  const memory = { base: bytes(8e7), gamma: 2.5, quantile: 0.7 };
  const compute = { base: 12, perGigabyte: 3400 };
  const built = begun().add({ type: 'models', at: ms(2000), memory, compute, storage: [[4, 2e9]] });
  expect(figuresOf(built, {}).models).toEqual({ memory, compute, storage: [[4, 2e9]] });
  expect(figuresOf(begun(), {}).models).toBeNull();
});

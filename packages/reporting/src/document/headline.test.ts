import { describe, expect, it } from 'vitest';
import { batchOf, failed, journal, ms, succeeded } from '../../test/journal-builder.ts';
import type { BatchFigures } from '../figures/figures.ts';
import type { Headline } from './figures.ts';
import { headlineOf } from './headline.ts';

const CUT = failed({ code: 'FILE_CUT', message: 'it ends early' });

const headline = (figures: BatchFigures, isRunning = false): Headline =>
  headlineOf({ figures, isRunning, bound: '' });
const sentence = (figures: BatchFigures, isRunning = false): string => headline(figures, isRunning).sentence;

/** One of two files was read, then somebody stopped the batch. */
function stopped(cause: string): BatchFigures {
  return journal()
    .input('a')
    .input('b')
    .admitted(0, 0)
    .add({ type: 'stopping', at: ms(5), cause, how: 'drain' })
    .settled(10, 0)
    .ended(10, 'drained')
    .figures();
}

describe('the headline', () => {
  it.each<[string, BatchFigures]>([
    ['All 2 files succeeded.', batchOf({ a: succeeded(), b: succeeded() }).figures()],
    ['The file succeeded.', batchOf({ a: succeeded() }).figures()],
    [
      '2 of 3 files succeeded; 1 needs a look.',
      batchOf({ a: succeeded(), b: CUT, c: succeeded() }).figures(),
    ],
    ['None of the 2 files succeeded without a remark.', batchOf({ a: CUT, b: CUT }).figures()],
    ['Stopped by Ctrl-C after 1 of 2 files: run it again to resume.', stopped('interrupted by SIGINT')],
    ['Stopped (enough) after 1 of 2 files: run it again to resume.', stopped('enough')],
    [
      'Broken off after 1 of 2 files, 1 of which needs a look: its process is gone. Run it again to resume.',
      journal().input('a').input('b').admitted(0, 0).settled(1, 0, CUT).figures(),
    ],
    ['There were no files to read.', journal().ended(0).figures()],
  ])('is: %s', (expected, figures) => {
    expect(sentence(figures)).toBe(expected);
  });

  it('of a batch that still runs is how far it has come', () => {
    const figures = journal().input('a').input('b').admitted(0, 0).settled(1, 0).figures();
    expect(sentence(figures, true)).toBe('Running: 1 of 2 files has ended so far.');
    expect(headline(figures, true).tone).toBe('running');
  });
});

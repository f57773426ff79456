import { describe, expect, it } from 'vitest';
import { batchOf, EVERY_OUTCOME, failed, journal, succeeded } from '../../test/journal-builder.ts';
import { exitReason } from './exit-reason.ts';

describe('exitReason', () => {
  it('is all-succeeded when every file is good', () => {
    expect(exitReason(batchOf({ a: succeeded(), b: succeeded() }).figures())).toBe('all-succeeded');
  });

  it('is some-did-not when a file was read but is not good', () => {
    for (const flaw of [
      { problems: 1 },
      { completeness: 'partial' as const },
      { completeness: 'suspect' as const },
      { completeness: 'unstable' as const },
    ]) {
      expect(exitReason(batchOf({ a: succeeded(), b: succeeded(flaw) }).figures())).toBe('some-did-not');
    }
  });

  it('is some-did-not for every other outcome, but interrupted for a cancelled one', () => {
    for (const outcome of EVERY_OUTCOME.filter(({ kind }) => kind !== 'succeeded')) {
      const expected = outcome.kind === 'cancelled' ? 'interrupted' : 'some-did-not';
      expect(exitReason(batchOf({ a: succeeded(), b: outcome }).figures()), outcome.kind).toBe(expected);
    }
  });

  it('is interrupted when the batch was drained, also when a file failed', () => {
    const drained = journal()
      .input('a')
      .input('b')
      .admitted(0, 0)
      .settled(9, 0, failed({ code: 'NOT_IT', message: 'no' }));
    expect(exitReason(drained.ended(10, 'drained').figures())).toBe('interrupted');
  });

  it('is interrupted when the journal breaks off, even after the last settlement', () => {
    expect(exitReason(journal().input('a').admitted(0, 0).settled(1, 0).figures())).toBe('interrupted');
  });

  it('is interrupted when the journal breaks off while it lists its inputs', () => {
    expect(exitReason(journal().input('a').figures(3))).toBe('interrupted');
  });
});

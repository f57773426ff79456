import { expect, it } from 'vitest';
import { failed, header, journal, succeeded } from '../../test/journal-builder.ts';
import type { Figures } from './figures.ts';
import { journalFigures } from './figures-fold.ts';
import { sideBySide } from './side-by-side.ts';

/** Two files on one worker; the second one may fail. */
function batch(took: number, isWhole: boolean): Figures {
  const { records } = journal()
    .input('a.out')
    .input('b.out')
    .admitted(0, 0)
    .settled(took / 2, 0, succeeded())
    .admitted(took / 2, 1)
    .settled(took, 1, isWhole ? succeeded() : failed({ code: 'FILE_CUT', message: 'it ends early' }))
    .ended(took);
  return journalFigures({ header: header(2), records });
}

it('two batches beside each other show what differs, and by how much', () => {
  const rows = sideBySide(batch(10_000, true), batch(15_000, false));
  expect(rows).toContainEqual({ what: 'took', first: '10.0 s', second: '15.0 s', change: '50 % more' });
  expect(rows).toContainEqual({ what: 'failed', first: '0', second: '1', change: 'more' });
  expect(rows).toContainEqual({ what: 'succeeded', first: '2', second: '1', change: '50 % less' });
  expect(rows).toContainEqual({ what: 'files', first: '2', second: '2', change: '' });
});

it('a batch beside itself shows no change, and no row that it does not have', () => {
  const rows = sideBySide(batch(10_000, true), batch(10_000, true));
  expect(rows.map(({ change }) => change)).toEqual(rows.map(() => ''));
  expect(rows.map(({ what }) => what)).not.toContain('failed');
});

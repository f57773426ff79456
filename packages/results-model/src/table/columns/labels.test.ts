import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { column } from '../../../test/specs.ts';
import { distinctLabels, labelOf, seriesName, statisticsRequested, stemOf } from './labels.ts';

it('names a series after its object and variable', () => {
  expect(seriesName('Line1', 'Tension')).toBe('Line1_Tension');
  expect(seriesName(null, 'Wave1Elev')).toBe('Wave1Elev');
});

it('lists statistics once, in the order that tables print them', () => {
  expect(statisticsRequested(column('Wave', { statistics: ['max', 'n', 'max', 'min'] }))).toEqual([
    'n',
    'min',
    'max',
  ]);
});

it('uses a label instead of the names, and the label alone for a single statistic', () => {
  const labelled = column('Wave', { label: 'Hs', statistics: ['max'] });
  expect(labelOf(labelled, stemOf(labelled, labelled), 'max')).toBe('Hs');
  const both = column('Wave', { label: 'Hs', statistics: ['min', 'max'] });
  expect(labelOf(both, stemOf(both, both), 'max')).toBe('Hs_max');
  const plain = column('Wave', { statistics: ['max'] });
  expect(labelOf(plain, stemOf(plain, plain), 'max')).toBe('Wave_max');
});

it('lets the series of a wildcard keep their own names', () => {
  const wildcard = column('*', { label: 'all', statistics: ['max'] });
  expect(labelOf(wildcard, stemOf(wildcard, { object: null, variable: 'Wave' }), 'max')).toBe('Wave_max');
});

describe('distinctLabels', () => {
  it('numbers the second and later uses', () => {
    expect(distinctLabels(['a', 'b', 'a', 'a'], [])).toEqual(['a', 'b', 'a#2', 'a#3']);
  });

  it('skips labels that are in use', () => {
    expect(distinctLabels(['a#2', 'a', 'a', 'file'], ['file'])).toEqual(['a#2', 'a', 'a#3', 'file#2']);
  });

  it('never repeats a label', () => {
    const label = fc.constantFrom('a', 'b', 'a#2', 'a#3', 'a#2#2');
    fc.assert(
      fc.property(fc.array(label, { maxLength: 30 }), (labels) => {
        const found = distinctLabels(labels, ['b']);
        expect(new Set([...found, 'b']).size).toBe(labels.length + 1);
      }),
    );
  });
});

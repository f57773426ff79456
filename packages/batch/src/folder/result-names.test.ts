import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryName, entryOf, isResultName, placeOf } from './result-names.ts';

const ENTRY = { segment: '.ballast/results/0a1b2c3d-01234567.results', task: 12, attempt: 3, offset: 4096 };
const NAME = '.ballast/results/0a1b2c3d-01234567.results#12-3@4096';

describe('the name of a result', () => {
  it('says where it is in a file of many', () => {
    expect(entryName(ENTRY)).toBe(NAME);
    expect(entryOf(NAME)).toEqual(ENTRY);
    expect([isResultName(NAME, 12), isResultName(NAME, 13), isResultName(NAME, null)]).toEqual([
      true,
      false,
      true,
    ]);
    const root = path.resolve('out');
    const file = path.join(root, '.ballast', 'results', '0a1b2c3d-01234567.results');
    expect(placeOf(root, NAME)).toEqual({ file, offset: 4096 });
  });

  it.each([
    NAME.replace('#12', '#012'),
    NAME.replace('@4096', '@-1'),
    NAME.replace('@4096', '@1e3'),
    NAME.replace('results/', 'results/../'),
    NAME.replace('0a1b', '0A1B'),
    `${NAME}/..`,
    `../${NAME}`,
    ENTRY.segment,
    '',
  ])('is none that leads elsewhere: %j', (name) => {
    expect([entryOf(name), isResultName(name, null)]).toEqual([null, false]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf, EVERY_OUTCOME, journal } from '../../test/journal-builder.ts';
import { reportJson } from './report-json.ts';
import { reportText } from './report-text.ts';

const EXTRA = {
  tables: [{ name: 'loads', path: 'loads.csv', file: null }],
  counters: { 'library calls': 3 },
};

describe('reportText', () => {
  it('is what JSON.stringify makes of the report, whatever the names of the files are', () => {
    const name = fc.oneof(fc.string(), fc.constantFrom(']\n}', '"files": []', 'a\nb', '\u2028', '$&'));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), (names) => {
        const building = journal();
        for (const file of names) building.input(file, 5000);
        const figures = building.figures();
        const report = reportJson(figures, EXTRA);
        expect([...reportText(figures, EXTRA)].join('')).toBe(`${JSON.stringify(report, null, 2)}\n`);
      }),
    );
  });

  it('has files with every outcome', () => {
    const figures = batchOf(
      Object.fromEntries(EVERY_OUTCOME.map((outcome, i) => [`${i}.out`, outcome])),
    ).figures();
    const text = [...reportText(figures, EXTRA)].join('');
    expect(text).toBe(`${JSON.stringify(reportJson(figures, EXTRA), null, 2)}\n`);
    expect(JSON.parse(text)).toHaveProperty('files.length', figures.tasks.length);
  });
});

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isFault } from '@ballast/resource-model';
import type { TableSpec } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadCases, withCases } from './cases.ts';
import type { Input } from './list.ts';

const inputs = ['a/x_v8.outb', 'b/x_v8.outb', 'b/y_v9.outb'].map((file) => ({ file }) as Input);

function caseFile(text: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), 'cases.csv');
  writeFileSync(file, text);
  return file;
}

/** The message and the hint of the fault. */
function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (isFault(error) && error.code === 'CASES_INVALID') return `${error.message}; ${error.hint}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('load cases', () => {
  it('come from a file by the path of an input, or by its name if that is unique', () => {
    const file = caseFile(
      '\uFEFFfile,dlc,psf\r\na/x_v8.outb,1.2,"1,35"\r\ny_v9.outb, 6.2 ,1.1\r\nx_v8.outb,9,9\r\n',
    );
    const { columns, values, warnings } = loadCases({ file, pattern: null }, inputs);
    expect(columns).toEqual(['dlc', 'psf']);
    expect(values).toEqual([{ dlc: '1.2', psf: '1,35' }, null, { dlc: '6.2', psf: '1.1' }]);
    expect(warnings).toEqual([
      '1 input without a load case, left out of tables over cases: b/x_v8.outb',
      `1 line of ${file} without an input: x_v8.outb`,
    ]);
  });

  it('come from a pattern and a file together', () => {
    const file = caseFile('file,dlc\na/x_v8.outb,1.2\nb/x_v8.outb,1.2\nb/y_v9.outb,6.2\n');
    const { values, warnings } = loadCases({ file, pattern: '_v{ws}.outb' }, inputs);
    expect(values.map((one) => [one?.ws, one?.dlc])).toEqual([
      ['8', '1.2'],
      ['8', '1.2'],
      ['9', '6.2'],
    ]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['no column for the input', 'name,dlc\n', /no column "file"/],
    ['two lines about one input', 'file,dlc\na/x_v8.outb,1\na/x_v8.outb,2\n', /line 3 is a second line/],
    ['a column twice', 'file,dlc,dlc\n', /two columns "dlc"/],
    ['a line with too many cells', 'file,dlc\na/x_v8.outb,1,2\n', /cannot be read/],
    ['bytes that are not text', Uint8Array.of(0x66, 0xe9), /cannot be read/],
  ])('are refused for %s', (_, text, expected) => {
    expect(refusal(() => loadCases({ file: caseFile(text), pattern: null }, inputs))).toMatch(expected);
  });

  it('are refused for a property of both sources, and for a file that is not there', () => {
    const file = caseFile('file,ws\n');
    expect(refusal(() => loadCases({ file, pattern: '_v{ws}.outb' }, inputs))).toContain(
      'both in the pattern',
    );
    expect(refusal(() => loadCases({ file: `${file}x`, pattern: null }, inputs))).toContain('cannot be read');
  });
});

describe('tables over load cases', () => {
  const table = (factor: string | null, over = ['dlc']): TableSpec => ({
    name: 'u',
    layout: 'cases',
    columns: [],
    cases: { table: { kind: 'ultimate', over, characteristic: 'mean', factor }, columns: [], channels: [] },
  });
  const cases = { columns: ['dlc', 'psf'], values: [{ dlc: '1', psf: '1.35' }, null], warnings: [] };

  it('know the properties of the cases', () => {
    expect(withCases([table('psf')], cases)[0]?.cases?.columns).toEqual(['dlc', 'psf']);
  });

  it('are refused for a property that no case has, with the nearest one', () => {
    expect(refusal(() => withCases([table(null, ['dcl'])], cases))).toContain('did you mean dlc?');
    expect(refusal(() => withCases([table(null)], null))).toContain('needs the property dlc');
  });

  it.each(['', 'high', '-1'])('are refused for the safety factor "%s"', (psf) => {
    const wrong = { ...cases, values: [{ dlc: '1', psf }] };
    expect(refusal(() => withCases([table('psf')], wrong))).toContain('numbers of at least 0');
  });
});

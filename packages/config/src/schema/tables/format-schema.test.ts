import { describe, expect, it } from 'vitest';
import { lines, parse, SMALL } from '../../../test/parsing.ts';
import { effectiveYaml } from '../../convert/effective-yaml.ts';

function tables(text: string) {
  const result = parse(text);
  if (!result.ok) throw new Error(lines(result).join('\n'));
  return result.batch.tables.map(({ formats, csv }) => ({ formats, csv }));
}

const TWO = SMALL.replace('layout: long', 'formats: xlsx, layout: long').concat(
  '  - { name: more, kind: rainflow, columns: [a] }\n',
);

describe('the formats of a batch', () => {
  it('are CSV alone unless the batch file says otherwise, and are then not mentioned', () => {
    expect(tables(SMALL)).toEqual([{}]);
    expect(tables(`${SMALL}formats: [csv]\ncsv: {}\n`)).toEqual([{}]);
  });

  it('are those of the table, otherwise those of the batch, each once and in one order', () => {
    expect(tables(`${TWO}formats: [parquet, csv, parquet]\n`)).toEqual([
      { formats: ['xlsx'] },
      { formats: ['csv', 'parquet'] },
    ]);
  });

  it('are written out in the effective batch, which reads back as the same batch', () => {
    const text = `${TWO}formats: [csv, parquet]\ncsv: { decimal: ",", digits: 6 }\n`;
    const result = parse(text);
    expect(result.ok && parse(effectiveYaml(result.batch))).toMatchObject({
      ok: true,
      batch: result.ok ? result.batch : null,
    });
  });

  it.each([
    [
      'formats: [csv, xls]',
      '8:16  Expected one of csv, xlsx, parquet for `formats[1]`, found the text `xls` (did you mean `xlsx`?)',
    ],
    [
      'formats: []',
      '8:10  Expected a list of formats with at least one element for `formats`, found an empty list',
    ],
  ])('refuse %s', (line, expected) => {
    expect(lines(parse(`${SMALL}${line}\n`))).toEqual([`b:${expected}`]);
  });
});

describe('the style of CSV files', () => {
  it.each([
    ['{ decimal: "," }', { delimiter: ';', decimal: ',', bom: false, digits: null }],
    ['{ delimiter: tab, bom: true }', { delimiter: '\t', decimal: '.', bom: true, digits: null }],
    ['{ delimiter: "|", digits: 8 }', { delimiter: '|', decimal: '.', bom: false, digits: 8 }],
  ])('of %s is %j', (style, expected) => {
    expect(tables(`${SMALL}csv: ${style}\n`)).toEqual([{ csv: expected }]);
  });

  it.each([
    [
      '{ delimiter: comma, decimal: "," }',
      '8:19  Expected another delimiter than the decimal mark for `csv.delimiter`, found the text `comma`',
    ],
    [
      '{ delimiter: ";;" }',
      '8:19  Expected comma, semicolon, tab, pipe or the character itself for `csv.delimiter`, found the text `;;` (did you mean `;`?)',
    ],
    [
      '{ digits: 18 }',
      '8:16  Expected a number of significant digits from 1 to 17, or null for all that are needed for `csv.digits`, found the number 18',
    ],
  ])('%s is refused', (style, expected) => {
    expect(lines(parse(`${SMALL}csv: ${style}\n`))).toEqual([`b:${expected}`]);
  });
});

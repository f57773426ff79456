import { describe, expect, it } from 'vitest';
import { lines, parse } from '../../../test/parsing.ts';

/** A batch file with these lines below `channels:`, which is line 6. */
function file(
  channels: readonly string[],
  { reader = 'openfast', column = '{ variable: A }', layout = 'long' } = {},
): string {
  const object = reader === 'orcaflex' ? ', object: Line1' : '';
  const last = column.replace(' }', `${column.includes('object') ? '' : object} }`);
  return [
    'version: 1',
    'batch: spar',
    `reader: ${reader}`,
    'inputs: { directory: ./sims }',
    'output: ./out',
    'channels:',
    ...channels.map((line) => `  ${line}`),
    'tables:',
    `  - { name: all, layout: ${layout}, columns: [${last}] }`,
    '',
  ].join('\n');
}

const mistakes = (text: string): readonly string[] => {
  const result = parse(text);
  return result.ok ? [] : lines(result);
};

const VALUE = 'a number, a channel, a function or an opening parenthesis';
const FUNCTIONS = 'abs, atan2, cos, deg, exp, hypot, log, max, min, rad, sin, sqrt';

describe('channels', () => {
  it.each([
    ["X: 'A +'", `b:7:10  Expected ${VALUE} for \`channels.X\`, found the end of the formula at character 4`],
    [
      'X: A B',
      'b:7:8  Expected an operator or the end of the formula for `channels.X`, found the name B at character 3',
    ],
    [
      'X: 2 A',
      'b:7:8  Expected an operator or the end of the formula for `channels.X`, found the name A at character 3',
    ],
    [
      'X: A ** 2',
      `b:7:9  Expected ${VALUE} for \`channels.X\`, found the sign * at character 4 (write a power as x^2)`,
    ],
    [
      'X: hypot(A, B',
      'b:7:16  Expected a closing parenthesis for the one at character 6 for `channels.X`, found the end of the formula at character 11 (in braces, a formula with commas needs quotes)',
    ],
    [
      'X: (A',
      'b:7:8  Expected a closing parenthesis for the one at character 1 for `channels.X`, found the end of the formula at character 3 (in braces, a formula with commas needs quotes)',
    ],
    [
      'X: A)',
      'b:7:7  Expected an operator or the end of the formula for `channels.X`, found the sign ) at character 2',
    ],
    [
      'X: "hipot(A, B)"',
      `b:7:7  Expected one of the functions ${FUNCTIONS} for \`channels.X\`, found the function hipot at character 1`,
    ],
    [
      'X: 1 + ln(A)',
      `b:7:10  Expected one of the functions ${FUNCTIONS} for \`channels.X\`, found the function ln at character 5 (did you mean log?)`,
    ],
    ['X: atan2(A)', 'b:7:6  Expected 2 arguments of atan2 for `channels.X`, found 1 at character 1'],
    ['X: sqrt(A, B)', 'b:7:6  Expected 1 argument of sqrt for `channels.X`, found 2 at character 1'],
    ['X: sqrt()', `b:7:11  Expected ${VALUE} for \`channels.X\`, found the sign ) at character 6`],
    [
      'X: A + 1e999',
      'b:7:10  Expected a number up to 1.7e308 for `channels.X`, found the number 1e999 at character 5',
    ],
    [
      'X: A $ B',
      `b:7:8  Expected ${VALUE} for \`channels.X\`, found the character $ at character 3 (write names with other characters than letters, digits, _ and . in backticks)`,
    ],
    [
      'X: A + `Wave 1',
      'b:7:10  Expected a closing ` behind the name that begins here for `channels.X`, found the end of the formula at character 5',
    ],
    ['X: "A + ``"', 'b:7:11  Expected a name in quotes for `channels.X`, found no name at character 5'],
    [
      'X: 2 * pi',
      'b:7:6  Expected a formula with at least one channel for `channels.X`, found the text `2 * pi`',
    ],
    [
      'X: { formula: A + , unit: m }',
      `b:7:20  Expected ${VALUE} for \`channels.X.formula\`, found the end of the formula at character 4`,
    ],
    [
      'X: 5',
      'b:7:6  Expected a formula, or a mapping with formula, of or rose for `channels.X`, found the number 5',
    ],
    [
      'X: { unit: m }',
      'b:7:6  Expected exactly one of formula, of and rose for `channels.X`, found none of them',
    ],
    [
      'X: { formula: A, filter: { lowpass: 1 } }',
      'b:7:6  Expected no filter beside formula for `channels.X`, found filter',
    ],
    [
      'X: { of: A }',
      'b:7:6  Expected resample, detrend or filter beside of for `channels.X`, found none of them',
    ],
    [
      'X: { of: A, filter: { lowpass: 1, highpass: 2 } }',
      'b:7:23  Expected exactly one of lowpass, highpass and bandpass for `channels.X.filter`, found 2 of them',
    ],
    [
      'X: { of: A, filter: { bandpass: [2, 1] } }',
      'b:7:35  Expected two frequencies in Hz, [from, to], from below to for `channels.X.filter.bandpass`, found a list',
    ],
    [
      'X: { of: A, filtr: { lowpass: 1 } }',
      'b:7:15  Expected one of the keys formula, unit, series, of, resample, detrend, filter, rose in `channels.X`, found the key `filtr` (did you mean `filter`?)',
    ],
    [
      'X: { of: A, resample: { step: 0 } }',
      'b:7:33  Expected a number above 0 for `channels.X.resample.step`, found the number 0',
    ],
    [
      'X: { rose: { x: A, y: B, step: 7 } }',
      'b:7:34  Expected a number of degrees that 180 is a multiple of, from 1 to 90 for `channels.X.rose.step`, found the number 7',
    ],
    [
      'X: 2 * X',
      'b:7:6  Expected channels that are not computed from themselves for `channels.X`, found the circle `X` -> `X` (give the derived channel another name)',
    ],
    [
      '"*": A',
      'b:7:3  Expected a name of 1 to 100 visible characters without "*" for `channels["*"]`, found the key `*`',
    ],
  ])('refuse %s', (line, expected) => {
    const found = mistakes(file([line]));
    expect(found).toHaveLength(1);
    expect(found[0]?.slice(0, expected.length)).toBe(expected);
  });

  it('refuse definitions that go round in a circle, and names that are defined twice', () => {
    expect(mistakes(file(['X: Y + 1', 'Y: { of: Z, detrend: linear }', 'Z: X']))).toEqual([
      'b:7:6  Expected channels that are not computed from themselves for `channels.X`, found the circle `X` -> `Y` -> `Z` -> `X`',
    ]);
    expect(mistakes(file(['R_15: A', 'R: { rose: { x: A, y: B } }']))).toEqual([
      'b:8:3  Expected each name defined once for `channels.R`, found `R_15`, which `R_15` defines too',
    ]);
  });

  it('give the column of a mistake only where the file has the formula as it is', () => {
    const [folded] = mistakes(file(['X: >', '  A +', '  B C']));
    expect(folded).toBe(
      'b:7:6  Expected an operator or the end of the formula for `channels.X`, found the name C at character 7',
    );
    expect(mistakes(file(['X: "A \\x2b B C"']))[0]).toMatch(/^b:7:6 /);
  });

  it('need objects for the series of reader orcaflex, and must not have any with reader openfast', () => {
    const named =
      'X: { formula: "hypot(x, y)", series: { x: { object: L, variable: T }, y: { object: L, variable: U } } }';
    const orcaflex = { reader: 'orcaflex' };
    expect(
      mistakes(file([named, 'Y: 2 * X'], { ...orcaflex, column: '{ variable: Y, object: null }' })),
    ).toEqual([]);
    expect(mistakes(file([named, 'Z: 2 * XX'], orcaflex))).toEqual([
      'b:8:10  Expected a derived channel, or a name that `series` defines with an object (reader orcaflex needs one) for `channels.Z`, found `XX` at character 5 (did you mean `X`?)',
    ]);
    expect(mistakes(file([named]))).toHaveLength(2);
    expect(mistakes(file(['Z: { of: A, detrend: constant }'], orcaflex))[0]).toMatch(
      /^b:7:12 {2}Expected a derived channel/,
    );
  });

  it('with other times do not share rows with the file', () => {
    const channels = ['X: { of: A, resample: { step: 0.1 } }', 'Y: 2 * X', 'Z: 2 * A'];
    const series = (column: string): readonly string[] =>
      mistakes(file(channels, { layout: 'time-series', column }));
    expect(series('{ variable: X }, { variable: Y }')).toEqual([]);
    expect(series('{ variable: A }, { variable: Z }, { variable: Y }')).toEqual([
      'b:11:83  Expected channels with the same times in a table of layout time-series for `tables[0].columns[2]`, found one that is resampled every 0.1 s',
    ]);
    const linked = mistakes(
      file(channels, { layout: 'linked', column: '{ kind: linked, variable: X, linked: [Y, A] }' }),
    );
    expect(linked).toEqual([
      expect.stringMatching(
        /^b:11:\d+ {2}Expected channels with the same times in a table of layout linked for `tables\[0\]\.columns\[0\]\.linked\[1\]`, found one that is not resampled$/,
      ),
    ]);
  });

  it('are in the columns that name them, with those that they are computed from', () => {
    const text = file(['X: { formula: 2 * Y, unit: m }', 'Y: A + B', 'Z: Y'], {
      column: '{ variable: X }, { variable: A }, { variable: "*" }',
    });
    const result = parse(text);
    const columns = result.ok ? result.batch.tables[0]?.columns : [];
    const names = columns?.map((column) =>
      'channels' in column ? column.channels?.map(({ name }) => name) : undefined,
    );
    expect(names).toEqual([['Y', 'X'], undefined, ['Y', 'X', 'Z']]);
  });

  it('can be the property of a load case', () => {
    const cases = 'cases: { channels: { speed: { variable: Wind } } }\n';
    const table =
      '{ name: seeds, kind: seeds, over: [speed], columns: [{ variable: A, statistics: [max] }] }';
    const text = `${file(['Wind: hypot(A, B)'])}  - ${table}\n`.replace('channels:', `${cases}channels:`);
    const result = parse(text);
    expect(lines(result)).toEqual(['']);
    const [channel] = (result.ok && result.batch.tables[1]?.cases?.channels) || [];
    expect(channel?.column.channels).toMatchObject([{ name: 'Wind', formula: 'hypot(A, B)' }]);
  });
});

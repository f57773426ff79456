import { describe, expect, it } from 'vitest';
import { lines, parse, SMALL } from '../../../test/parsing.ts';

const HEAD = SMALL.split('\n').slice(0, 5).join('\n');
/** The batch with one table, written as its keys after the name. */
const table = (keys: string): string =>
  `${HEAD}\ncases: { pattern: "DLC{dlc}_v{ws}" }\ntables:\n  - { name: t, ${keys} }\n`;
const COLUMNS = 'columns: [{ variable: My }]';
const LIFE = 'kind: lifetime, by: ws, bins: { width: 2 }';

describe('tables of analyses and over load cases', () => {
  it.each([
    `kind: rainflow, markov: { ranges: 20, means: [-1, 0, 1] }, ${COLUMNS}`,
    `kind: crossings, levels: [mean, 4, mean-2std, "mean + 1.4std"], ${COLUMNS}`,
    `kind: peaks, ends: min, clusters: { threshold: mean+2std, gap: 10 }, ${COLUMNS}`,
    `kind: extreme, methods: [gpd, gumbel-pwm], ends: [max, min], ${COLUMNS}`,
    `kind: windows, length: 600, statistics: [max, { del: { m: [4, 10] } }], ${COLUMNS}`,
    'kind: cases',
    'kind: seeds, over: [dlc, ws], columns: [{ variable: "Root*", statistics: [max] }]',
    `${LIFE}, climate: { weibull: { mean: 8.5, k: 2 } }, columns: [{ variable: My, statistics: [{ del: { m: 10 } }] }]`,
    `kind: aep, by: ws, bins: { width: 2 }, climate: { hours: hours }, ${COLUMNS}`,
  ])('may be { %s }', (keys) => {
    expect(lines(parse(table(keys)))).toEqual(['']);
  });

  it.each([
    ['kind: rainflw, columns: []', 'Expected one of the kinds statistics, rainflow, spectrum'],
    [`kind: spectrum, window: kaiser, ${COLUMNS}`, 'Expected one of hann'],
    [`kind: spectrum, segment: 0, ${COLUMNS}`, 'Expected a number above 0'],
    [`kind: crossings, levels: [median], ${COLUMNS}`, 'Expected a number, mean, or text such as mean+1.4std'],
    [
      `kind: rainflow, markov: { ranges: [2, 1] }, ${COLUMNS}`,
      'Expected a number of bins, or a list of increasing edges',
    ],
    [`kind: extreme, methods: [frechet], ${COLUMNS}`, 'Expected one of rayleigh, weibull-moments'],
    [`kind: extreme, methods: [gpd], quantiles: [1], ${COLUMNS}`, 'Expected a number above 0 and below 1'],
    [`kind: windows, ${COLUMNS}`, 'Expected a number above 0 for `tables[0].length`, found nothing'],
    [
      'kind: ultimate, over: [dlc], columns: [{ variable: "Root*" }]',
      'Expected one variable for `tables[0].columns[0].variable`, found the text `Root*`',
    ],
    [`kind: seeds, over: [], ${COLUMNS}`, 'Expected a list of case columns with at least one element'],
    [`${LIFE}, climate: { weibull: { k: 2 } }, ${COLUMNS}`, 'Expected either A or mean'],
    [`${LIFE}, climate: { weibull: { k: 2, A: 9, mean: 8 } }, ${COLUMNS}`, 'Expected either A or mean'],
    [`${LIFE}, climate: rayleigh, ${COLUMNS}`, 'Expected a mapping with weibull or hours'],
    [`kind: bins, by: ws, bins: { width: -1 }, ${COLUMNS}`, 'Expected a number above 0'],
  ])('may not be { %s }', (keys, expected) => {
    expect(lines(parse(table(keys))).join('\n')).toContain(expected);
  });

  it('take load cases from a pattern with names in braces', () => {
    for (const pattern of ['DLC', '{a}{b}', '{1a}', 'x{}'])
      expect(lines(parse(table('kind: cases').replace('DLC{dlc}_v{ws}', pattern)))[0]).toContain(
        'Expected a pattern with names in braces',
      );
  });
});

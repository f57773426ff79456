import type { SeriesColumn } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { lines, parse, withColumns } from '../../../test/parsing.ts';
import type { ParseResult } from '../../parse-batch.ts';

function seriesColumns(result: ParseResult): readonly SeriesColumn[] {
  const columns = result.ok ? (result.batch.tables[0]?.columns ?? []) : [];
  return columns.filter((column) => column.kind === 'series');
}

describe('the columns of parseBatch', () => {
  it('read every form of a column with reader orcaflex', () => {
    const forms = [
      'at: { end: A }, period: static',
      'at: { arclength: 12.5 }, period: latest-wave',
      'at: { node: 3 }, period: { stage: 2 }',
      'at: touchdown, period: [-10, 10800]',
      'period: [~, 600], statistics: [max, min]',
      'period: [300], label: Top tension',
    ];
    const result = parse(
      withColumns(
        'orcaflex',
        ...forms.map((form) => `{ object: Line1, variable: Effective Tension, ${form} }`),
      ),
    );
    expect(lines(result)).toEqual(['']);
    const columns = seriesColumns(result);
    expect(columns.map(({ at, period, label }) => [at, period, label])).toEqual([
      [{ kind: 'end', end: 'A' }, { kind: 'static' }, null],
      [{ kind: 'arclength', arclength: 12.5 }, { kind: 'latest-wave' }, null],
      [{ kind: 'node', node: 3 }, { kind: 'stage', stage: 2 }, null],
      [{ kind: 'touchdown' }, { kind: 'range', from: -10, to: 10_800 }, null],
      [null, { kind: 'range', from: null, to: 600 }, null],
      [null, { kind: 'instant', time: 300 }, 'Top tension'],
    ]);
    expect(columns[4]?.statistics).toEqual(['max', 'min']);
  });

  it.each([
    [
      '{ variable: a, statistics: [min, maxx] }',
      '10:42  Expected one of n, min, tMin, max, tMax, mean, std, std1, rms, skew, kurt, absmax, integral, travel, duration, a quantile such as p99, or a mapping with del or damage for `tables[0].columns[0].statistics[1]`, found the text `maxx` (did you mean `max`?)',
    ],
    [
      '{ variable: a, statistics: 3 }',
      '10:36  Expected all or a list of statistics for `tables[0].columns[0].statistics`, found the number 3',
    ],
    [
      '{ variable: a, statistics: [] }',
      '10:36  Expected a list of statistics with at least one element for `tables[0].columns[0].statistics`, found an empty list',
    ],
    [
      '{ variable: a, period: hole }',
      '10:32  Expected whole, static, latest-wave, { stage: n }, [time] or [from, to] for `tables[0].columns[0].period`, found the text `hole` (did you mean `whole`?)',
    ],
    [
      '{ variable: a, period: [1, 2, 3] }',
      '10:32  Expected one time or two times in seconds for `tables[0].columns[0].period`, found a list',
    ],
    [
      '{ variable: a, period: [x, 2] }',
      '10:33  Expected a time in seconds, or null for the start or end of the simulation for `tables[0].columns[0].period[0]`, found the text `x`',
    ],
    [
      '{ variable: a, period: [.inf] }',
      '10:33  Expected a time in seconds, or null for the start or end of the simulation for `tables[0].columns[0].period[0]`, found the number Infinity',
    ],
    [
      '{ variable: a, period: [~] }',
      '10:32  Expected a time in seconds for `tables[0].columns[0].period`, found a list',
    ],
    [
      '{ variable: a, period: 5 }',
      '10:32  Expected whole, static, latest-wave, { stage: n }, [time] or [from, to] for `tables[0].columns[0].period`, found the number 5 (write a single element as a list: `[5]`)',
    ],
    [
      '{ variable: 3 }',
      '10:21  Expected the name of a variable or channel, or "*" for `tables[0].columns[0].variable`, found the number 3 (put it in quotes: `"3"`)',
    ],
    [
      '{ statistics: all }',
      '10:9  Expected the name of a variable or channel, or "*" for `tables[0].columns[0].variable`, found nothing',
    ],
    [
      '{ variable: a, label: "x\\e[2J" }',
      '10:31  Expected a label without control characters for `tables[0].columns[0].label`, found the text `x\\u001b[2J`',
    ],
    [
      '{ variable: a, period: static }',
      '10:32  Expected whole, [from, to] or [time] with reader openfast for `tables[0].columns[0].period`, found the text `static`',
    ],
    [
      '{ variable: a, period: { stage: 1 } }',
      '10:32  Expected whole, [from, to] or [time] with reader openfast for `tables[0].columns[0].period`, found a stage',
    ],
    [
      '{ variable: a, object: Line1 }',
      '10:24  Expected no object with reader openfast for `tables[0].columns[0].object`, found the text `Line1`',
    ],
    [
      '{ variable: a, at: touchdown }',
      '10:24  Expected no position with reader openfast for `tables[0].columns[0].at`, found the text `touchdown`',
    ],
  ])('refuse the column %s with reader openfast', (column, expected) => {
    expect(lines(parse(withColumns('openfast', column)))).toEqual([`b:${expected}`]);
  });

  it.each([
    [
      '{ variable: a }',
      '10:9  Expected the name of an object (reader orcaflex needs one unless the variable is "*") for `tables[0].columns[0].object`, found nothing',
    ],
    [
      '{ variable: a, object: L, at: { end: C } }',
      '10:46  Expected A or B for `tables[0].columns[0].at.end`, found the text `C`',
    ],
    [
      '{ variable: a, object: L, at: { edn: A } }',
      '10:41  Expected one of the keys end, arclength, node, support, point in `tables[0].columns[0].at`, found the key `edn` (did you mean `end`?)',
    ],
    [
      '{ variable: a, object: L, at: { end: A, node: 1 } }',
      '10:39  Expected exactly one of end, arclength, node, support and point for `tables[0].columns[0].at`, found 2 of them',
    ],
    [
      '{ variable: a, object: L, at: {} }',
      '10:39  Expected exactly one of end, arclength, node, support and point for `tables[0].columns[0].at`, found none of them',
    ],
    [
      '{ variable: a, object: L, at: { node: 0 } }',
      '10:47  Expected the number of a node, 1 or more for `tables[0].columns[0].at.node`, found the number 0',
    ],
    [
      '{ variable: a, object: L, at: touch }',
      '10:39  Expected touchdown, { end: A }, { end: B }, { arclength: metres }, { node: n }, { support: n } or { point: [x, y, z] } for `tables[0].columns[0].at`, found the text `touch` (did you mean `touchdown`?)',
    ],
    [
      '{ variable: a, object: L, period: { stage: 1.5 } }',
      '10:52  Expected the number of a stage, 0 or more (0 is the build-up) for `tables[0].columns[0].period.stage`, found the number 1.5',
    ],
  ])('refuse the column %s with reader orcaflex', (column, expected) => {
    expect(lines(parse(withColumns('orcaflex', column)))).toEqual([`b:${expected}`]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  columnProblems,
  config,
  HISTORY,
  problems,
  SERIES,
  warnings,
} from '../../test/digitalmodel-config.ts';

describe('the mistakes of a digitalmodel configuration', () => {
  it.each([
    [
      'a flag without its section',
      config('', 'summary: { flag: True }'),
      '2:39  Expected groups in summary_settings for `orcaflex.postprocess.summary.flag`, found no such section',
    ],
    [
      'no flag at all',
      config('', 'summary: { flag: False }'),
      '2:26  Expected summary, linked_statistics, time_series or RangeGraph with `flag: True`',
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)[0]).toContain(`dm.yml:${expected}`);
  });

  it.each(['summary', 'linked_statistics', 'time_series'])(
    'a flag %s without its section is answered with a section that works as it is',
    (flag) => {
      const [problem = ''] = problems(config('', `${flag}: { flag: True }`));
      const [, section = ''] = /with your own names: (.*)\)$/.exec(problem) ?? [];
      expect(section).toContain(`${flag}_settings: {`);
      expect(problems(config(section, `${flag}: { flag: True }`))).toEqual([]);
    },
  );

  it.each([
    ['summary', 'Label: g'],
    ['linked_statistics', 'Label: g, Columns: []'],
    ['time_series', 'Label: g, Columns: []'],
  ])('a group of %s without columns', (flag, group) => {
    const text = config(`${flag}_settings: { groups: [{ ${group} }] }`, `${flag}: { flag: True }`);
    expect(problems(text)[0]).toContain('Expected a list of columns');
  });

  it.each([
    [
      `Command: TimeHistory, ObjectName: [Line1, Line2], Variable: X, Label: l, Statistic_Type: Max`,
      'Expected the name of one object for `summary_settings.groups[0].Columns[0].ObjectName`, found a list (write a column for each)',
    ],
    [
      `Command: TimeHistory, ObjectName: Line1, VarName: X, Label: l, Statistic_Type: Max`,
      'Expected the key Variable for `summary_settings.groups[0].Columns[0].VarName`, found the key `VarName` (did you mean `Variable`?)',
    ],
    [
      `ObjectName: Line1, Variable: X, Label: l, Statistic_Type: Max`,
      'Expected TimeHistory, Range Graph, StaticResult or GetData for `summary_settings.groups[0].Columns[0].Command`, found no Command',
    ],
    [
      `Command: TimeHistry, ObjectName: Line1, Variable: X, Label: l, Statistic_Type: Max`,
      'found the text `TimeHistry` (did you mean `TimeHistory`?)',
    ],
    [
      `Command: TimeHistory, ObjectName: Line1, Variable: X, Label: l`,
      'Expected a Statistic_Type: Max, Min, Mean or StdDev for `summary_settings.groups[0].Columns[0].Statistic_Type`, found nothing',
    ],
    [
      `Command: TimeHistory, ObjectName: Line1, Variable: X, Label: l, Statistic_Type: Maximum`,
      'Expected Max, Min, Mean or StdDev for `summary_settings.groups[0].Columns[0].Statistic_Type`, found the text `Maximum` (did you mean `Max`?)',
    ],
    [
      `${HISTORY}, Statistic_Type: Max, SimulationPeriod: [10, 0]`,
      'Expected a period that ends no earlier than it starts',
    ],
    [`${HISTORY}, Statistic_Type: Max, SimulationPeriod: WholeSim`, '(did you mean `WholeSimulation`?)'],
    [
      `${HISTORY}, Statistic_Type: Max, objectExtra: [End C]`,
      'Expected [End A], [End B], [Touchdown] or [Section, [first, last]]',
    ],
    [`${HISTORY}, Statistic_Type: Max, objectExtra: [Section, [1, 2]]`, 'sections are for Range Graph'],
    [
      `Command: Range Graph, ${SERIES}, Statistic_Type: Max, objectExtra: [End A]`,
      'Expected arc lengths or sections for a Range Graph',
    ],
    [
      `Command: GetData, ObjectName: Line1, Variable: [Length, 1.5], Label: l`,
      'Expected an index from 0, or -1 for an item that is not a list',
    ],
    [
      `${HISTORY}, Statistic_Type: Max, transform: { type: log }`,
      'Expected { type: linear, scale: factor, shift: offset }',
    ],
    [
      `Command: TimeHistory, ObjectName: Line1, Variable: X, Statistic_Type: Max`,
      'Expected a label: it becomes the name of the column',
    ],
  ])('in a column: %s', (values, expected) => {
    const found = columnProblems(values);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^dm\.yml:4:\d+ {2}/);
    expect(found[0]).toContain(expected);
  });

  it('are reported once if they are in a template', () => {
    const text = config(`summary_settings_master:
  groups:
    - Columns: [{ Command: TimeHistory, Statistic_Type: Peak }]
summary_settings:
  groups: [{ Label: g, Columns: [{ ${SERIES} }, { ${SERIES}2 }] }]
`);
    expect(problems(text)).toEqual([
      expect.stringMatching(/^dm\.yml:6:57 {2}Expected Max, Min, Mean or StdDev/),
    ]);
  });

  it('have a place in the override if they are there', () => {
    const text = config(
      `summary_settings: { groups: [{ Label: g, Columns: [{ ${HISTORY}, Statistic_Type: Max }] }] }`,
    );
    expect(problems(text, "{'parallel_processing': {'max_workers': 0}}")).toEqual([
      'override:1:41  Expected a number of workers from 1 to 1024, or auto for `parallel_processing.max_workers`, found the number 0',
    ]);
    expect(problems(text, "{'file_management': {'filename': {'filters': {'regex': '(['}}}}")[0]).toMatch(
      /^override:1:\d+ {2}Expected a valid regular expression/,
    );
    expect(problems(text, "['x']")[0]).toContain('Expected a mapping');
  });

  it('include two groups that write the same file', () => {
    const group = (label: string): string =>
      `{ Label: ${label}, Columns: [{ ${HISTORY}, Statistic_Type: Max }] }`;
    const text = config(`summary_settings:\n  groups:\n    - ${group('End')}\n    - ${group('end')}\n`);
    expect(problems(text)).toEqual([
      expect.stringMatching(
        /^dm\.yml:7:\d+ {2}Expected a label of its own .* found `end` again, after summary_settings\.groups\[0\]\.Label$/,
      ),
    ]);
  });

  it('include columns of different periods in one file of time series', () => {
    const text = config(
      `time_series_settings:
  groups:
    - Label: g
      Columns:
        - { ${SERIES}, SimulationPeriod: [0, 5] }
        - { ${SERIES}2, SimulationPeriod: [0, 6] }
`,
      'time_series: { flag: True }',
    );
    expect(problems(text)).toEqual([
      expect.stringMatching(/^dm\.yml:9:\d+ {2}Expected the period of the first column/),
    ]);
  });

  it('are reported all at once', () => {
    const text = config(`summary_settings:
  groups:
    - Columns: [{ ObjectName: Line1 }]
parallel_processing: { timeout_per_file: soon }
`);
    expect(problems(text).length).toBeGreaterThanOrEqual(4);
  });
});

describe('the warnings of a digitalmodel configuration', () => {
  const columns = `{ ${HISTORY}, Statistic_Type: Max }`;

  it('name unknown keys with the nearest known one', () => {
    const text =
      config(`summary_settings: { groups: [{ Label: g, Columns: [{ ${HISTORY}, Statistic_Type: Max, SimulationPeriods: [0, 1] }] }] }
paralel_processing: { max_workers: 3 }
qwertz: 1
`);
    expect(warnings(text)).toEqual([
      expect.stringMatching(
        /^dm\.yml:4:\d+ {2}The key `SimulationPeriods` in `summary_settings\.groups\[0\]\.Columns\[0\]` means nothing and is ignored \(did you mean `SimulationPeriod`\?\)$/,
      ),
      'dm.yml:5:1  The key `paralel_processing` means nothing and is ignored (did you mean `parallel_processing`?)',
      'dm.yml:6:1  The key `qwertz` means nothing and is ignored',
    ]);
  });

  it('list keys without an equivalent', () => {
    const text = config(
      `summary_settings: { groups: [{ Label: g, Columns: [${columns}] }] }
visualization_settings: { label: x }
`,
      'summary: { flag: True }, visualization: { flag: True }, RAOs: { flag: True }',
    );
    expect(warnings(text)).toEqual([
      expect.stringContaining(
        '`orcaflex.postprocess.visualization.flag` has no equivalent and is ignored (views need a screen',
      ),
      expect.stringContaining('`orcaflex.postprocess.RAOs.flag` has no equivalent'),
    ]);
  });

  it('name labels that a group has twice', () => {
    const text = config(`summary_settings: { groups: [{ Label: g, Columns: [${columns}, ${columns}] }] }`);
    expect(warnings(text)).toEqual([
      expect.stringContaining(
        'found `T` again, after summary_settings.groups[0].Columns[0]; both are written',
      ),
    ]);
  });
});

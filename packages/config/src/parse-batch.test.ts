import { PLAIN_STYLE, STATISTICS } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { lines, parse, SMALL, withColumns } from '../test/parsing.ts';

describe('parseBatch', () => {
  it('fills in every default', () => {
    expect(parse(SMALL)).toEqual({
      ok: true,
      source: 'batch.yml',
      warnings: [],
      batch: {
        version: 1,
        name: 'spar',
        reader: 'openfast',
        task: null,
        inputs: { directory: './sims', include: ['**/*.outb', '**/*.out'], exclude: [] },
        output: './out',
        tablesFolder: null,
        report: { title: null, client: null, logo: null, notes: null },
        cases: null,
        names: null,
        channels: [],
        resources: {
          memory: { kind: 'share', share: 0.75 },
          memoryFactor: 'auto',
          workers: 'auto',
          loads: 'auto',
          seats: 'auto',
          nativeThreads: 1,
          policy: { kind: 'adaptive' },
          affinity: 'none',
          net: 'auto',
          timeout: 3_600_000,
          hungAfter: 120_000,
          retries: {
            workerLost: 1,
            workerLostAlone: 2,
            outOfMemory: 1,
            hung: 0,
            timedOut: 0,
            unstableInput: 1,
            unavailableInput: 120_000,
          },
        },
        orcaflex: null,
        tables: [
          {
            name: 'all',
            layout: 'long',
            columns: [
              {
                kind: 'series',
                object: null,
                variable: '*',
                at: null,
                period: { kind: 'whole' },
                statistics: STATISTICS,
                label: null,
                transform: null,
              },
            ],
            style: PLAIN_STYLE,
          },
        ],
      },
    });
  });

  it('includes sim files and accepts a library with reader orcaflex', () => {
    const result = parse(
      withColumns('orcaflex', '{ variable: "*" }'),
      'orcaflex.library=C:\\Orcina\\OrcFxAPI.dll',
    );
    expect(result).toMatchObject({
      ok: true,
      batch: { inputs: { include: ['**/*.sim'] }, orcaflex: { library: 'C:\\Orcina\\OrcFxAPI.dll' } },
    });
    expect(parse(withColumns('orcaflex', '{ variable: "*" }'))).toMatchObject({
      batch: { orcaflex: { library: null } },
    });
  });

  it('returns a value that is frozen at every depth', () => {
    const result = parse(SMALL);
    const walk = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(walk));
    expect(result.ok && walk(result.batch)).toBe(true);
  });

  it('reports many different mistakes at once, each with its line and column', () => {
    const text = `version: 2
batch: CON
reader: opnfast
memory: 75%
inputs: { directory: ./sims, include: [] }
output: 5
output: ./out
resources: { memory: 120%, timeout: 20 }
tables:
  - name: tower
    layout: wide
    colums: []
    columns:
      - { variable: a, period: [600, 100] }
`;
    expect(lines(parse(text))).toEqual([
      'b:1:10  Expected 1, the version of the format for `version`, found the number 2',
      'b:2:8  Expected a name that Windows does not reserve for a device for `batch`, found the text `CON`',
      'b:3:9  Expected one of the readers openfast, orcaflex, one for `reader`, found the text `opnfast` (did you mean `openfast`?)',
      'b:4:1  Expected one of the keys version, batch, reader, inputs, output, tablesFolder, title, client, logo, notes, resources, orcaflex, cases, names, formats, csv, channels, tables, task, found the key `memory` (`memory` belongs in `resources`)',
      'b:5:39  Expected a list of patterns with at least one element for `inputs.include`, found an empty list',
      'b:6:9  Expected the path of a folder for `output`, found the number 5 (put it in quotes: `"5"`)',
      'b:7:1  Expected each key once, found the key `output` again on line 7 after line 6',
      'b:8:22  Expected a share of more than 0% and at most 100% for `resources.memory`, found the text `120%`',
      'b:8:37  Expected a time with its unit for `resources.timeout`, found the number 20 (for example `20min`)',
      'b:12:5  Expected one of the keys name, kind, layout, columns, units, style, formats in `tables[0]`, found the key `colums` (did you mean `columns`?)',
      'b:14:32  Expected a period that ends no earlier than it starts for `tables[0].columns[0].period`, found from 600 to 100 (did you mean `[100, 600]`?)',
    ]);
  });

  it('refuses table names that some file system regards as the same', () => {
    const text = SMALL.replace(
      'columns: [{ variable: "*" }] }',
      '$&\n  - { name: ALL, layout: long, columns: [{ variable: x }] }',
    );
    expect(lines(parse(text))).toEqual([
      'b:8:13  Expected a name that no other table has (case is ignored) for `tables[1].name`, found the text `ALL`, already used on line 7',
    ]);
  });

  it('reports settings that belong to another reader', () => {
    expect(lines(parse(`${SMALL}orcaflex: { library: x }\n`))).toEqual([
      'b:8:1  Expected no OrcaFlex settings with reader openfast for `orcaflex`, found a mapping',
    ]);
  });

  it('uses a repeated statistic once, with a warning', () => {
    const result = parse(withColumns('openfast', '{ variable: a, statistics: [min, max, min] }'));
    expect(lines(result)).toEqual([
      'b:10:47  Expected each statistic once for `tables[0].columns[0].statistics[2]`, found `min` again, which is ignored',
    ]);
    expect(result).toMatchObject({
      ok: true,
      batch: { tables: [{ columns: [{ statistics: ['min', 'max'] }] }] },
    });
  });

  it('reports each mistake in an anchor once, however many aliases repeat it', () => {
    const columns = ['{ variable: a, statistics: &s [mx] }', '{ variable: b, statistics: *s }'];
    expect(lines(parse(withColumns('openfast', ...columns)))).toEqual([
      expect.stringMatching(/^b:10:40 .*found the text `mx` \(did you mean `max`\?\)$/),
    ]);
  });

  it.each([
    ['', '1:1  Expected a mapping with version, batch, reader and so on, found nothing'],
    ['- a', '1:1  Expected a mapping with version, batch, reader and so on, found a list'],
    ['text', '1:1  Expected a mapping with version, batch, reader and so on, found the text `text`'],
  ])('refuses %j, which is not a mapping', (text, expected) => {
    expect(lines(parse(text))).toEqual([`b:${expected}`]);
  });
});

describe('the overrides of parseBatch', () => {
  it('replace values of the file before anything is checked', () => {
    const broken = SMALL.replace('reader: openfast', 'reader: opnfast');
    const overrides = [
      'reader=openfast',
      'resources.memory=12GiB',
      'resources.workers=4',
      'tables[0].layout=wide',
    ];
    expect(parse(broken, ...overrides)).toMatchObject({
      ok: true,
      batch: {
        resources: { memory: { kind: 'size', bytes: 12 * 2 ** 30 }, workers: 4, timeout: 3_600_000 },
        tables: [{ layout: 'wide' }],
      },
    });
  });

  it('appear in place of a line in mistakes that they cause', () => {
    const result = parse(SMALL, 'resources.memry=5%', 'resources.workers=many', 'tables[1].name=x', 'output');
    expect(lines(result)).toEqual([
      '--set output  Expected a path of keys and [positions], an = sign and a value, found no = sign (for example `--set resources.memory=50%`)',
      '--set resources.workers  Expected auto or a whole number from 1 to 1024 for `resources.workers`, found the text `many`',
      '--set resources.memry  Expected one of the keys memory, memoryFactor, workers, loads, seats, nativeThreads, policy, affinity, net, timeout, hungAfter, retries, tokens in `resources`, found the key `memry` (did you mean `memory`?)',
      '--set tables[1].name  Expected long, wide, linked, time-series, range-graph, range-envelope, averages or metrics for `tables[1].layout`, found nothing',
      '--set tables[1].name  Expected a list of columns for `tables[1].columns`, found nothing',
    ]);
  });

  it('do not hide the lines of other mistakes in the file', () => {
    expect(lines(parse(`${SMALL}extra: 1\n`, 'resources.memory=50%'))).toEqual([
      expect.stringMatching(/^b:8:1 .*found the key `extra`$/),
    ]);
  });
});

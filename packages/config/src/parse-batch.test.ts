import { PLAIN_STYLE, STATISTICS } from '@ballast/results-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIssues } from './mistake.ts';
import { type ParseResult, parseBatch } from './parse-batch.ts';

const SMALL = `version: 1
batch: spar
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: all, layout: long, columns: [{ variable: "*" }] }
`;

/** The small file with its last line replaced by tables of our own. */
function withColumns(reader: string, ...columns: readonly string[]): string {
  const head = SMALL.split('\n').slice(0, 5).join('\n').replace('openfast', reader);
  return `${head}\ntables:\n  - name: t\n    layout: long\n    columns:\n${columns.map((c) => `      - ${c}\n`).join('')}`;
}

function parse(text: string, ...overrides: readonly string[]): ParseResult {
  return parseBatch({ text, source: 'batch.yml', overrides });
}

function lines(result: ParseResult): readonly string[] {
  return formatIssues(result.ok ? result.warnings : result.issues, 'b').split('\n');
}

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
        inputs: { directory: './sims', include: ['**/*.outb', '**/*.out'], exclude: [] },
        output: './out',
        tablesFolder: null,
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

  it('takes sim files, and a library of its own, with reader orcaflex', () => {
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

  it('gives a value that is frozen at every depth', () => {
    const result = parse(SMALL);
    const walk = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(walk));
    expect(result.ok && walk(result.batch)).toBe(true);
  });

  it('reports ten different mistakes at once, each at its line and column', () => {
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
      'b:1:10  Expected 1, the version of the format for `version`, found the number 2.',
      'b:2:8  Expected a name that Windows does not reserve for a device for `batch`, found the text `CON`.',
      'b:3:9  Expected one of the readers openfast, orcaflex for `reader`, found the text `opnfast`. (did you mean `openfast`?)',
      'b:4:1  Expected one of the keys version, batch, reader, inputs, output, tablesFolder, resources, orcaflex, tables, found the key `memory`. (`memory` belongs in `resources`)',
      'b:5:39  Expected a list of patterns with at least one element for `inputs.include`, found an empty list.',
      'b:6:9  Expected the path of a folder for `output`, found the number 5. (put it in quotes: `"5"`)',
      'b:7:1  Expected each key once, found the key `output` again on line 7 after line 6.',
      'b:8:22  Expected a share of more than 0% and at most 100% for `resources.memory`, found the text `120%`.',
      'b:8:37  Expected a time with its unit for `resources.timeout`, found the number 20. (for example `20min`)',
      'b:12:5  Expected one of the keys name, layout, columns, style in `tables[0]`, found the key `colums`. (did you mean `columns`?)',
      'b:14:32  Expected a period that ends no earlier than it starts for `tables[0].columns[0].period`, found from 600 to 100. (did you mean `[100, 600]`?)',
    ]);
  });

  it('refuses table names that one file system takes for the same', () => {
    const text = SMALL.replace(
      'columns: [{ variable: "*" }] }',
      '$&\n  - { name: ALL, layout: long, columns: [{ variable: x }] }',
    );
    expect(lines(parse(text))).toEqual([
      'b:8:13  Expected a name that no other table has (upper and lower case count as the same) for `tables[1].name`, found the text `ALL`, taken by line 7.',
    ]);
  });

  it('says which settings belong to another reader', () => {
    expect(lines(parse(`${SMALL}orcaflex: { library: x }\n`))).toEqual([
      'b:8:1  Expected no settings of OrcaFlex with reader openfast for `orcaflex`, found a mapping.',
    ]);
  });

  it('takes a statistic that is listed twice once, with a warning', () => {
    const result = parse(withColumns('openfast', '{ variable: a, statistics: [min, max, min] }'));
    expect(lines(result)).toEqual([
      'b:10:47  Expected each statistic once for `tables[0].columns[0].statistics[2]`, found `min` again, which is ignored.',
    ]);
    expect(result).toMatchObject({
      ok: true,
      batch: { tables: [{ columns: [{ statistics: ['min', 'max'] }] }] },
    });
  });

  it('says each mistake in an anchor once, however many aliases repeat it', () => {
    const columns = ['{ variable: a, statistics: &s [mx] }', '{ variable: b, statistics: *s }'];
    expect(lines(parse(withColumns('openfast', ...columns)))).toEqual([
      expect.stringMatching(/^b:10:40 .*found the text `mx`\. \(did you mean `max`\?\)$/),
    ]);
  });

  it.each([
    ['', '1:1  Expected a mapping with version, batch, reader and so on, found nothing.'],
    ['- a', '1:1  Expected a mapping with version, batch, reader and so on, found a list.'],
    ['text', '1:1  Expected a mapping with version, batch, reader and so on, found the text `text`.'],
  ])('refuses %j, which is no mapping', (text, expected) => {
    expect(lines(parse(text))).toEqual([`b:${expected}`]);
  });
});

describe('the overrides of parseBatch', () => {
  it('win over the file before anything is checked', () => {
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

  it('are named in place of a line where they are to blame', () => {
    const result = parse(SMALL, 'resources.memry=5%', 'resources.workers=many', 'tables[1].name=x', 'output');
    expect(lines(result)).toEqual([
      '--set output  Expected a path of keys and [positions], an = sign and a value, found no = sign. (for example `--set resources.memory=50%`)',
      '--set resources.workers  Expected auto or a whole number from 1 to 1024 for `resources.workers`, found the text `many`.',
      '--set resources.memry  Expected one of the keys memory, memoryFactor, workers, loads, seats, nativeThreads, policy, affinity, net, timeout, hungAfter, retries in `resources`, found the key `memry`. (did you mean `memory`?)',
      '--set tables[1].name  Expected long, wide, linked or time-series for `tables[1].layout`, found nothing.',
      '--set tables[1].name  Expected a list of columns for `tables[1].columns`, found nothing.',
    ]);
  });

  it('do not hide the lines of the rest of the file', () => {
    expect(lines(parse(`${SMALL}extra: 1\n`, 'resources.memory=50%'))).toEqual([
      expect.stringMatching(/^b:8:1 .*found the key `extra`\.$/),
    ]);
  });
});

describe('hostile batch files', () => {
  it('list 200 mistakes and say that there are more', () => {
    const result = parse(`${SMALL}${Array.from({ length: 5000 }, (_, i) => `k${i}: 1\n`).join('')}`);
    expect(lines(result)).toHaveLength(201);
    expect(lines(result).at(-1)).toBe(
      'b:208:1  Expected fewer mistakes, found more than 200; the rest is not listed.',
    );
  });

  it('never throw, and either give a batch or say what is wrong', () => {
    const piece = fc.constantFrom(
      ...SMALL.split(/(?<=[\n {}:,])/),
      '\0',
      '\t',
      '&a ',
      '*a',
      '[',
      ']',
      '\r\n',
      '\uFEFF',
      '~',
      '-1',
      '!x ',
    );
    const texts = fc.array(piece, { maxLength: 60 }).map((all) => all.join(''));
    const damaged = fc
      .tuple(fc.nat(SMALL.length), fc.nat(8), fc.string())
      .map(([at, cut, put]) => SMALL.slice(0, at) + put + SMALL.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(texts, damaged), fc.array(fc.oneof(fc.string(), damaged)), (text, overrides) => {
        const result = parse(text, ...overrides);
        expect(result.ok || result.issues.length > 0).toBe(true);
        expect(lines(result).join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 500 },
    );
  });
});

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  createHeader,
  csvLine,
  type FileResult,
  planReads,
  type TableSpec,
  tableRows,
} from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { linesMaker, linesOfPlan } from '../../worker/results/made-lines.ts';
import { readResult, resultBytes } from '../../worker/results/result-bytes.ts';
import type { TableInput } from '../tables/table-input.ts';
import type { ReadInput } from '../tables/table-results.ts';
import { isWrittenAhead, TablesAhead } from './tables-ahead.ts';

const NAMES = {
  kind: 'positions',
  delimiter: '_',
  positions: ['scenario', 'router', 'seed', 'ttl'].map((name, position) => ({ name, position })),
  extract: [],
} as const;

const METRICS: TableSpec = {
  name: 'metrics',
  layout: 'metrics',
  columns: [],
  csv: { delimiter: ';', decimal: ',', bom: false, digits: null },
  runs: {
    ...{ kind: 'metrics', names: NAMES, labels: {}, figures: ['created', 'ratio'], template: null },
    ...{ pictures: [], by: 'router', over: null },
  },
};

const AVERAGES: TableSpec = {
  name: 'averages',
  layout: 'averages',
  columns: [],
  runs: {
    ...{ kind: 'averages', names: NAMES, labels: {}, groupBy: ['router', 'ttl'], minFiles: 2, ignore: [] },
    ...{ template: '{router}_{ttl}_average.txt', precision: 4, lines: [] },
  },
};

const FIGURES = { kind: 'figures' } as const;
const OF_SERIES: TableSpec = {
  name: 'loads',
  layout: 'long',
  columns: [
    {
      ...{ kind: 'series', object: null, variable: '*', at: null, period: { kind: 'whole' } },
      ...{ statistics: ['max', 'mean'], label: null, transform: null },
    },
  ],
};

function resultOf(figures: Readonly<Record<string, string>>): FileResult {
  const values = Object.values(figures).map(Number);
  return {
    facts: {
      ...{ format: 'ONE MessageStatsReport', completeness: 'complete', samples: 1, series: 2 },
      ...{ startTime: 0, endTime: 0, plannedEndTime: null, warnings: [], writtenBy: null },
    },
    keys: [
      {
        key: { object: null, variable: '*', at: null, period: { kind: 'whole' } },
        series: values.map((_, i) => i),
        problem: null,
      },
    ],
    series: values.map((max, index) => ({
      ...{ index, object: null, variable: `Grüße ${index}`, unit: 'm', problem: null },
      statistics: {
        ...{ n: 1, min: max, tMin: 0, max, tMax: 0, mean: max, std: 0, std1: 0, rms: max },
        ...{ skew: null, kurt: null },
      },
    })),
    links: [],
    values: [
      {
        ...{ key: FIGURES, unit: '', value: null, range: null, problem: null },
        figures: Object.entries(figures),
      },
    ],
  };
}

interface Read {
  readonly input: TableInput;
  readonly found: ReadInput | null;
}

/** With letters of several bytes, so that a piece may end within one. `isMade`: whether rows were made with a result. */
function reads(count: number, isMade: (input: number) => boolean = () => false): Read[] {
  const plan = planReads([OF_SERIES]);
  const makeLines = linesMaker(linesOfPlan([OF_SERIES], plan).lines ?? [], plan);
  return Array.from({ length: count }, (_, i) => {
    const isRead = i % 7 !== 3;
    const file = `é${i % 2}_Röuter${i % 3}_${i}_60_MessageStatsReport.txt`;
    const result = resultOf({ created: String(i), ratio: `${i}.25` });
    const source = { size: 1, modified: 1, ends: '', whole: null };
    const lines = isMade(i) ? (makeLines?.(result) ?? []) : [];
    return {
      input: {
        ...{ task: i, file, path: `/${file}`, status: isRead ? 'succeeded' : 'failed' },
        ...{ completeness: 'complete', counts: true, caseValues: null, result: null, source: null },
      },
      found: isRead ? readResult(resultBytes({ ...result, source }, lines)) : null,
    };
  });
}

function aheadIn(folder: string, tables: readonly TableSpec[]): TablesAhead {
  const output = { table: (name: string) => path.join(folder, name) };
  return new TablesAhead({
    batch: { tables },
    plan: planReads(tables),
    output,
  } as unknown as ConstructorParameters<typeof TablesAhead>[0]);
}

describe('TablesAhead', () => {
  it.each([3, 3000])('has written the rows of %i inputs as they would be made at the end', async (count) => {
    const folder = temporaryFolder();
    const all = [METRICS, AVERAGES, OF_SERIES];
    using ahead = aheadIn(folder, all);
    const inputs = reads(count, (i) => i % 5 !== 2);
    for (const { input, found } of inputs) ahead.add(input, found);
    ahead.agree(inputs.map(({ input }) => input));
    for (const spec of all) {
      const header = createHeader(spec, planReads([spec]));
      const rows = inputs.flatMap(({ input, found }) =>
        tableRows(header, { ...input, result: found?.result ?? null }),
      );
      const text = [header.columns, ...rows].map((cells) => csvLine(cells, spec.csv)).join('');
      const begun = ahead.begun(spec.name);
      expect(begun?.count).toBe(count);
      expect(begun?.view.header.foot()).toEqual(header.foot());
      expect(begun?.view.header.made?.()).toEqual(header.made?.());
      await begun?.file.complete();
      expect(readFileSync(path.join(folder, `${spec.name}.csv`), 'utf8') === text).toBe(true);
    }
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('uses the rows that were made with a result', () => {
    const folder = temporaryFolder();
    using ahead = aheadIn(folder, [OF_SERIES]);
    const [one] = reads(1, () => true);
    const lines = new Map(
      [...(one?.found?.lines ?? [])].map(([name]) => [name, Buffer.from('\u0000MADE\r\n')]),
    );
    if (one?.found) for (let i = 0; i < 20_000; i += 1) ahead.add(one.input, { ...one.found, lines });
    const [name = ''] = readdirSync(folder);
    expect(readFileSync(path.join(folder, name), 'utf8')).toContain('.txt,succeeded,MADE\r\n');
  });

  it.each<[string, (folder: string, inputs: readonly Read[]) => readonly TableInput[]]>([
    [
      'an input is judged otherwise in the end',
      (_, inputs) => inputs.map(({ input }, i) => (i === 17 ? { ...input, completeness: 'partial' } : input)),
    ],
    [
      'somebody has removed a file',
      (folder, inputs) => {
        for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
        return inputs.map(({ input }) => input);
      },
    ],
  ])('has none if %s, and leaves no file', (_, judged) => {
    const folder = temporaryFolder();
    using ahead = aheadIn(folder, [METRICS, OF_SERIES]);
    const inputs = reads(50, () => true);
    for (const { input, found } of inputs) ahead.add(input, found);
    expect(readdirSync(folder)).toHaveLength(2);
    ahead.agree(judged(folder, inputs));
    expect([ahead.begun('metrics'), ahead.begun('loads')]).toEqual([null, null]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has only tables whose columns are known, and that are nothing but CSV', () => {
    expect([METRICS, AVERAGES, OF_SERIES].every(isWrittenAhead)).toBe(true);
    expect(isWrittenAhead({ ...METRICS, formats: ['csv', 'xlsx'] })).toBe(false);
    expect(isWrittenAhead({ ...OF_SERIES, layout: 'wide' })).toBe(false);
    expect(
      METRICS.runs?.kind === 'metrics' &&
        isWrittenAhead({ ...METRICS, runs: { ...METRICS.runs, figures: null } }),
    ).toBe(false);
    expect(aheadIn(temporaryFolder(), [OF_SERIES]).begun('loads')).toBeNull();
  });
});

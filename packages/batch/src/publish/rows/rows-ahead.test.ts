import { readdirSync } from 'node:fs';
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
import { areRowsAhead, type Judged, RowsAhead } from './rows-ahead.ts';

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

const OF_SERIES: TableSpec = { name: 'loads', layout: 'long', columns: [] };

function resultOf(figures: Readonly<Record<string, string>>): FileResult {
  return {
    facts: {
      ...{ format: 'ONE MessageStatsReport', completeness: 'complete', samples: 1, series: 2 },
      ...{ startTime: 0, endTime: 0, plannedEndTime: null, warnings: [], writtenBy: null },
    },
    ...{ keys: [], series: [], links: [] },
    values: [
      {
        ...{ key: { kind: 'figures' }, unit: '', value: null, range: null, problem: null },
        figures: Object.entries(figures),
      },
    ],
  };
}

interface Read {
  readonly about: Judged;
  readonly result: FileResult | null;
}

/** With letters of several bytes, so that a piece may end within one. */
function reads(count: number): Read[] {
  return Array.from({ length: count }, (_, i) => {
    const isRead = i % 7 !== 3;
    const file = `é${i % 2}_Röuter${i % 3}_${i}_60_MessageStatsReport.txt`;
    return {
      about: { file, status: isRead ? 'succeeded' : 'failed', completeness: 'complete' },
      result: isRead ? resultOf({ created: String(i), ratio: `${i}.25` }) : null,
    };
  });
}

function aheadIn(folder: string, tables: readonly TableSpec[]): RowsAhead {
  const output = { table: (name: string) => path.join(folder, name) };
  return new RowsAhead({
    batch: { tables },
    plan: planReads(tables),
    output,
  } as unknown as ConstructorParameters<typeof RowsAhead>[0]);
}

describe('RowsAhead', () => {
  it.each([0, 3, 40_000])('has the rows of %i inputs as they would be made at the end', (count) => {
    const folder = temporaryFolder();
    using ahead = aheadIn(folder, [METRICS, AVERAGES]);
    const inputs = reads(count);
    for (const { about, result } of inputs) ahead.add(about, result);
    ahead.agree(inputs.map(({ about }) => about));
    expect(readdirSync(folder)).toHaveLength(count > 1000 ? 1 : 0);
    for (const spec of [METRICS, AVERAGES]) {
      const header = createHeader(spec, planReads([spec]));
      const rows = inputs.flatMap(({ about, result }) => tableRows(header, { ...about, result }));
      const text = rows.map((cells) => csvLine(cells, spec.csv)).join('');
      expect([...ahead.texts(spec.name)].join('') === text).toBe(true);
      const own = ahead.view(spec.name)?.header;
      expect(own?.foot()).toEqual(header.foot());
      expect(own?.made?.()).toEqual(header.made?.());
    }
  });

  it('has none if an input is judged otherwise in the end, and leaves no file', () => {
    const folder = temporaryFolder();
    using ahead = aheadIn(folder, [METRICS]);
    const inputs = reads(40_000);
    for (const { about, result } of inputs) ahead.add(about, result);
    ahead.agree(
      inputs.map(({ about }, i) => ({ ...about, completeness: i === 17 ? 'partial' : 'complete' })),
    );
    expect(ahead.view('metrics')).toBeNull();
    expect([...ahead.texts('metrics')]).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes only tables whose columns are known, and that are nothing but CSV', () => {
    expect([METRICS, AVERAGES].every(areRowsAhead)).toBe(true);
    expect(areRowsAhead(OF_SERIES)).toBe(false);
    expect(areRowsAhead({ ...METRICS, formats: ['csv', 'xlsx'] })).toBe(false);
    expect(
      METRICS.runs?.kind === 'metrics' &&
        areRowsAhead({ ...METRICS, runs: { ...METRICS.runs, figures: null } }),
    ).toBe(false);
    expect(aheadIn(temporaryFolder(), [OF_SERIES]).view('loads')).toBeNull();
  });
});

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { statisticsOf } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { type ReportOfRun, reportName, runComparison } from '../src/index.ts';
import { namesIn, ONE, oracle, present } from './shared-data.ts';
import { opened, seriesOf } from './support/read-series.ts';

interface Expected {
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly lines: number }>>;
  readonly messageStats: Readonly<Record<string, string>>;
  readonly eventLog: {
    readonly counts: Readonly<Record<string, number>>;
    readonly connUp: number;
    readonly connDown: number;
    readonly deliveredFirst: number;
    readonly openAtEnd: number;
    readonly doubleUp: number;
  };
  readonly contactTimesTotal: number;
  readonly deliveryTime: Readonly<Record<string, number>>;
  readonly bufferOccupancy: Readonly<Record<string, number>>;
}

const runs = present ? Object.entries(oracle<Readonly<Record<string, Expected>>>('one_open.json')) : [];

describe.runIf(present)('the reports of real runs', () => {
  it.each(runs)('%s has every number that is known of it', async (run, expected) => {
    const at = (kind: string): string => join(ONE, `${run}_${kind}.txt`);
    for (const [name, { bytes }] of Object.entries(expected.files))
      expect(statSync(join(ONE, `${run}_${name}`)).size).toBe(bytes);
    await opened(at('MessageStatsReport'), async (file) => {
      const answer = await file.value?.({ kind: 'figures' });
      expect(answer?.kind === 'figures' && Object.fromEntries(answer.figures)).toEqual(expected.messageStats);
    });
    const { eventLog, contactTimesTotal, deliveryTime, bufferOccupancy } = expected;
    await opened(at('EventLogReport'), async (file) => {
      const ends = Object.fromEntries(
        Object.entries(await seriesOf(file)).map(([name, { values }]) => [name, values.at(-1)]),
      );
      const { CONN, ...counts } = eventLog.counts;
      expect(ends).toMatchObject({
        ...counts,
        ...{ CONN_up: eventLog.connUp, CONN_down: eventLog.connDown, DE_delivered: eventLog.deliveredFirst },
      });
      expect(Number(ends.CONN_up) + Number(ends.CONN_down)).toBe(CONN);
      expect(Number(ends.CONN_up) - Number(ends.CONN_down)).toBe(eventLog.openAtEnd);
      expect(file.facts.totals?.figures).toMatchObject({ linkedTwice: eventLog.doubleUp });
    });
    await opened(at('ContactTimesReport'), async (file) => {
      const { count } = await seriesOf(file);
      expect(count?.values.reduce((sum, one) => sum + one, 0)).toBe(contactTimesTotal);
    });
    await opened(at('DeliveredMessagesReport'), async (file) => {
      const { delay } = await seriesOf(file);
      const values = Float64Array.from(delay?.values ?? []);
      const { n, min, max, mean, std } = statistics(values);
      expect({ n, min, max }).toEqual({ n: deliveryTime.n, min: deliveryTime.min, max: deliveryTime.max });
      expect(mean).toBeCloseTo(deliveryTime.mean ?? 0, 5);
      expect(std).toBeCloseTo(deliveryTime.std0 ?? 0, 5);
      const sorted = values.toSorted();
      const middle = (sorted[Math.floor((values.length - 1) / 2)] ?? 0) + (sorted[values.length >> 1] ?? 0);
      expect(middle / 2).toBeCloseTo(deliveryTime.medianTrue ?? 0, 9);
      expect(file.facts.totals?.figures.latency_med).toBe(deliveryTime.medianUpper);
    });
    await opened(at('BufferOccupancyReport'), async (file) => {
      const { mean } = await seriesOf(file);
      const { n, min, max, mean: average } = statistics(Float64Array.from(mean?.values ?? []));
      expect({ n, min, max, t0: mean?.times[0], tEnd: mean?.times.at(-1) }).toEqual({
        ...{ n: bufferOccupancy.n, min: bufferOccupancy.min, max: bufferOccupancy.max },
        ...{ t0: bufferOccupancy.t0, tEnd: bufferOccupancy.tEnd },
      });
      expect(average).toBeCloseTo(bufferOccupancy.mean ?? 0, 7);
    });
  });

  it('are all whole, of the kinds of their names, and agree with each other', async () => {
    const reports: ReportOfRun[] = [];
    for (const folder of namesIn(ONE)) {
      for (const name of namesIn(join(ONE, folder))) {
        const file = join(ONE, folder, name);
        await opened(file, ({ facts }) => {
          expect([name, facts.completeness, facts.warnings]).toEqual([name, 'complete', []]);
          expect(facts.format).toBe(`ONE ${reportName(name)?.kind}`);
          if (facts.totals !== undefined) reports.push({ file, totals: facts.totals });
        });
      }
    }
    expect(reports.length).toBeGreaterThan(60);
    expect(compared(reports)).toEqual([]);
    const changed = reports.map((one) =>
      one.totals.kind === 'EventLogReport'
        ? { ...one, totals: { ...one.totals, figures: { ...one.totals.figures, dropped: -1 } } }
        : one,
    );
    expect(compared(changed)).toHaveLength(9);
  });
});

function compared(reports: readonly ReportOfRun[]) {
  const comparison = runComparison(reports.map(({ file }) => file));
  for (const report of reports) comparison.add(report);
  return comparison.found();
}

function statistics(values: Float64Array): Readonly<Record<string, number>> {
  const times = Float64Array.from(values, (_, i) => i);
  return statisticsOf(times, values) as unknown as Readonly<Record<string, number>>;
}

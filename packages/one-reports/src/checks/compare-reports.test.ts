import { describe, expect, it } from 'vitest';
import { compareReports, type ReportOfRun } from './compare-reports.ts';

const STATS = {
  created: 4,
  relayed: 6,
  delivered: 2,
  delivery_prob: 0.5,
  overhead_ratio: 2,
  latency_avg: 15,
};

function report(kind: string, figures: Readonly<Record<string, number>>, run = 'a/x_1'): ReportOfRun {
  return { file: `${run}_${kind}.txt`, totals: { kind, figures } };
}

function messages(...reports: readonly ReportOfRun[]): readonly string[] {
  return compareReports(reports).map(({ report: place, message }) => `${place}: ${message}`);
}

describe('the reports of one run', () => {
  it('agree if they say the same, but for rounding', () => {
    const log = report('EventLogReport', { created: 4, relayed: 6, linksDown: 5, linkedTwice: 0 });
    const delivered = report('DeliveredMessagesReport', { delivered: 2, latency_avg: 15.00004 });
    expect(messages(log, report('MessageStatsReport', STATS), delivered)).toEqual([]);
  });

  it('disagree about a figure, which the summary has', () => {
    const log = report('EventLogReport', { created: 5, relayed: 6 });
    expect(messages(log, report('MessageStatsReport', STATS))).toEqual([
      '1: says created 4, the EventLogReport of the same run 5',
    ]);
  });

  it('are not compared with those of other runs', () => {
    const log = report('EventLogReport', { created: 5 }, 'a/x_2');
    expect(
      messages(log, report('MessageStatsReport', STATS), report('EventLogReport', { created: 9 }, 'b/x_1')),
    ).toEqual([]);
  });

  it('count a contact for each link that went down, or fewer for links on a second interface', () => {
    const times = report('ContactTimesReport', { contacts: 90 });
    const log = (linkedTwice: number): ReportOfRun =>
      report('EventLogReport', { linksDown: 100, linkedTwice });
    expect(messages(times, log(10))).toEqual([]);
    expect(messages(times, log(9))).toEqual([expect.stringMatching(/90 contacts, 100 links that went down/)]);
    expect(messages(report('ContactTimesReport', { contacts: 101 }), log(0))).toHaveLength(1);
  });

  it('follow from the counts of the summary itself', () => {
    expect(
      messages(report('MessageStatsReport', { ...STATS, delivery_prob: 0.6, overhead_ratio: 3 })),
    ).toEqual([
      '0: says delivery_prob 0.6 while its counts give 0.5000',
      '0: says overhead_ratio 3 while its counts give 2.0000',
    ]);
    const nothing = { ...STATS, delivered: 0, delivery_prob: 0 };
    expect(messages(report('MessageStatsReport', nothing))).toEqual([]);
  });
});

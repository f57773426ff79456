import { describe, expect, it } from 'vitest';
import { reportName } from './kind.ts';

describe('the name of a report', () => {
  it.each([
    [
      'TEST_EpidemicRouter_10_60_5M_MessageStatsReport.txt',
      'MessageStatsReport',
      null,
      'TEST_EpidemicRouter_10_60_5M',
    ],
    ['my_odd_scenario_EventLogReport.txt', 'EventLogReport', null, 'my_odd_scenario'],
    ['averageload_1_MessageStatsReport.txt', 'MessageStatsReport', null, 'averageload_1'],
    ['a/b/x_MessageStatsReport_0012.txt', 'MessageStatsReport', 12, 'a/b/x'],
    ['MessageStatsReport.txt', 'MessageStatsReport', null, ''],
    ['x_CCNApplicationReporter.txt', 'CCNApplicationReporter', null, 'x'],
    ['EventLogReport_x_ContactTimesReport.txt', 'ContactTimesReport', null, 'EventLogReport_x'],
  ])('%s ends with its kind', (file, report, interval, run) => {
    expect(reportName(file)).toMatchObject({ report, interval, run });
  });

  it('is none without a kind at its end', () => {
    expect(reportName('MessageStatsReport_EpidemicRouter_60_ttl_average.txt')).toBeNull();
    expect(reportName('notes.txt')).toBeNull();
  });
});

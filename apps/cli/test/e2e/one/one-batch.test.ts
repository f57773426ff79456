import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, readTable, temporaryFolder } from '../support/run-ballast.ts';
import { messageStats, writeConfigurations, writeReports } from './reports.ts';

describe('reports of the ONE simulator', () => {
  it('of one run are compared with each other, and mixed reports make one table', async () => {
    using folder = temporaryFolder();
    const reports = path.join(folder.path, 'reports');
    writeReports(reports, { A_R_1: messageStats({ created: 3 }), A_R_2: messageStats({ created: 2 }) });
    const log = '1.0 C n1 M1\n2.0 C n1 M2\n';
    for (const seed of [1, 2]) writeFileSync(path.join(reports, `A_R_${seed}_EventLogReport.txt`), log);
    const batch = path.join(folder.path, 'ballast.yml');
    writeFileSync(
      batch,
      `version: 1
inputs: ./reports
names: { expression: '(?<scenario>.+)_(?<router>\\w)_(?<seed>\\d+)_(?<report_type>\\w+)' }
tables:
  - { name: averages, layout: averages, groupBy: [router], template: '{router}.txt' }
  - { name: events, layout: wide, columns: [{ variable: C, statistics: [max] }] }
`,
    );
    const { stderr } = await ballast(['run', batch, '--no-html', '--no-history']);
    expect(stderr).toMatch(/REPORTS_DISAGREE/);
    expect(stderr).toContain('says created 3, the EventLogReport of the same run 2');
    expect(stderr).not.toContain('says created 2');
    const tables = path.join(folder.path, 'ballast-out', 'tables');
    const row = readTable(path.join(tables, 'averages.csv')).find(({ figure }) => figure === 'created');
    expect(row).toMatchObject({ report_type: 'MessageStatsReport', router: 'R', runs: '2', mean: '2.5' });
    expect(readFileSync(path.join(tables, 'R.txt'), 'utf8')).toContain('created: 2.5000\n');
    const events = readTable(path.join(tables, 'events.csv'));
    expect(events.map(({ C_max: most }) => most)).toEqual(['2', '', '2', '']);
  });

  it("make the same files by an imported batch file as by OppNDA's configuration", async () => {
    using folder = temporaryFolder();
    const runs = Object.fromEntries(
      [1, 2].map((seed) => [`A_R_${seed}_60_5M`, messageStats({ created: seed })]),
    );
    writeReports(path.join(folder.path, 'reports'), runs);
    const { averager } = writeConfigurations(folder.path);
    const imported = await ballast(['import', averager]);
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    const batch = path.join(folder.path, 'imported.yml');
    writeFileSync(batch, imported.stdout);
    const made = path.join(folder.path, 'averages');
    expect(await ballast(['run', batch, '--no-html', '--no-history', '--quiet'])).toMatchObject({ code: 0 });
    const contents = (): Readonly<Record<string, string>> =>
      Object.fromEntries(
        readdirSync(made)
          .filter((name) => name.endsWith('.txt'))
          .map((name) => [name, readFileSync(path.join(made, name), 'utf8')]),
      );
    const own = contents();
    expect(Object.keys(own)).toEqual([
      'MessageStatsReport_R_5_buffer_average.txt',
      'MessageStatsReport_R_60_ttl_average.txt',
    ]);
    const again = await ballast(['run', averager, '--no-html', '--no-history']);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('2 of 2 files succeeded')]);
    expect(contents()).toEqual(own);
  });
});

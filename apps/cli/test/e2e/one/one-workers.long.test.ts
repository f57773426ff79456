import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, HAS_REAL_DATA, REAL_DATA, temporaryFolder } from '../support/run-ballast.ts';
import { writeConfigurations } from './reports.ts';

if (!HAS_REAL_DATA) console.warn("skipped: OppNDA's own reports are not at hand (../shared/data)");
const OPPNDA = path.join(REAL_DATA, 'oppnda');

describe.runIf(HAS_REAL_DATA)("OppNDA's averages of its own 1,430 reports", () => {
  it.each([1, 2, 7])('are the same bytes with %d workers', { timeout: 600_000 }, async (workers) => {
    using folder = temporaryFolder();
    const reports = path.join(folder.path, 'reports');
    mkdirSync(reports);
    for (const name of readdirSync(OPPNDA))
      if (name.endsWith('_MessageStatsReport.txt'))
        cpSync(path.join(OPPNDA, name), path.join(reports, name), { preserveTimestamps: true });
    const { averager } = writeConfigurations(folder.path);
    const args = ['run', averager, '--workers', String(workers), '--no-html', '--no-history', '--quiet'];
    expect(await ballast(args)).toMatchObject({ code: 0 });
    const averages = path.join(folder.path, 'averages');
    const expected = readdirSync(OPPNDA).filter((name) => name.endsWith('_average.txt'));
    expect(expected).toHaveLength(48);
    expect(readdirSync(averages).filter((name) => name.endsWith('_average.txt'))).toEqual(expected);
    for (const name of expected)
      expect(readFileSync(path.join(averages, name))).toEqual(readFileSync(path.join(OPPNDA, name)));
  });
});

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { readTable } from '../support/run-ballast.ts';
import { ALL, mustOf, PRESENT, runField, WIDE } from './field-files.ts';

const place = placeOfEachTest();

describe.runIf(PRESENT)('files after public reports', () => {
  it('are partial if their simulation ended early, and only then', async () => {
    const { flagged, notFlagged } = mustOf('k06') as Record<string, string[]>;
    const { code, report } = await runField(place, 'k06-ended-early', ALL);
    const found = report.files.filter(
      ({ status, warnings }) => status !== 'succeeded' || warnings.length > 0,
    );
    expect(found.map(({ file }) => file)).toEqual(flagged);
    expect(report.files.map(({ file }) => file)).toEqual(expect.arrayContaining(notFlagged ?? []));
    expect(code).toBe(1);
  });

  it('have a warning for every channel with several units', async () => {
    const { flaggedChannels = [], notFlaggedChannels = [] } = mustOf('k07') as Record<string, string[]>;
    const { report } = await runField(place, 'k07-units', WIDE);
    for (const channel of flaggedChannels) {
      const [warning, ...others] = report.warnings.filter(({ message }) => message.startsWith(`${channel} `));
      expect(others).toEqual([]);
      expect(warning?.message).toMatch(/a_kNm\.out.*b_Nm\.out/);
    }
    expect(report.warnings).toHaveLength(flaggedChannels.length);
    const foot = readTable(path.join(place.out, 'tables', 'wide.csv')).at(-1);
    for (const channel of flaggedChannels) expect(foot?.[`${channel}_max`]).toBe('');
    for (const channel of notFlaggedChannels) expect(Number(foot?.[`${channel}_max`])).toBeGreaterThan(0);
  });

  it('count once if one run is there twice', async () => {
    const { report } = await runField(place, 'k08-twice', WIDE);
    expect(report.files.map(({ file }) => path.basename(file))).toEqual(['run.out', 'run.outb']);
    expect(report.files[0]?.warnings[0]?.message).toContain('k08-twice/run.outb');
    const rows = readTable(path.join(place.out, 'tables', 'wide.csv'));
    expect(rows[2]?.TwrBsMyt_max).toBe(rows[1]?.TwrBsMyt_max);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILES, isDenial, licensed, recordedSuch, SEATS, statuses } from '../batches/licensed-batch.ts';
import { journalOf } from '../support/journal-of.ts';
import { temporaryFolder } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';

describe.runIf(HAS_COMPILER)('fewer licence seats than workers', () => {
  it('cost no file its result: twelve workers share three seats, and denials are counted separately', async () => {
    using folder = temporaryFolder();
    // Twelve at a time however many cores there are; without a seat at first, so that a denial is certain.
    const { ended, out, seen, resize } = await licensed(folder.path, { policy: '{ fixed: 12 }', seats: 0 });
    await recordedSuch(out, isDenial);
    resize(SEATS);
    const end = await ended;
    expect(end.stderr).not.toContain('failed');
    expect(end.code).toBe(0);
    expect(statuses(out)).toEqual(Array(FILES).fill('succeeded'));
    expect(Math.max(...seen)).toBeGreaterThan(0);
    expect(Math.max(...seen)).toBeLessThanOrEqual(SEATS);
    const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as {
      figures: { seatsDenied: number; outcomes: { [kind: string]: number }; retriedAttempts: number };
    };
    const denials = journalOf(out).filter(isDenial).length;
    expect(denials).toBeGreaterThan(0);
    expect(report.figures.seatsDenied).toBe(denials);
    expect(report.figures.outcomes).toMatchObject({ succeeded: FILES, 'seat-denied': 0, failed: 0 });
    expect(report.figures.retriedAttempts).toBe(0);
    expect(end.stdout).toMatch(/ {2}seats {4}denied/);
  });
});

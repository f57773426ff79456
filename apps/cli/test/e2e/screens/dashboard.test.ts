import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openedAt } from '@ballast/dashboard/testing';
import { describe, expect, it } from 'vitest';
import { watchedBatch } from '../batches/watched-batch.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, startBallast } from '../support/run-ballast.ts';
import { events, type Seen } from './dashboard-events.ts';

const place = placeOfEachTest();

interface Report {
  readonly files: readonly { readonly file: string; readonly status: string }[];
}

const reportIn = (out: string): Report =>
  JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as Report;

describe('a batch with a dashboard', () => {
  it('shows at the end what its report has', async () => {
    const batch = await watchedBatch(place, 200);
    const metrics = path.join(place.folder, 'ballast.prom');
    const words = ['echo', '{status}', '{exit}', '{out}', 'a b'];
    const onEnd = words.flatMap((word) => ['--on-end', word]);
    const { child, ended } = startBallast(['run', batch, '--dashboard', '--metrics', metrics, ...onEnd]);
    const seen: Seen = await events(await openedAt(child));
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    const last = await seen.until(
      ({ now }) => now?.state === 'ended' && now.events[0]?.words === 'tables and report are in place',
    );
    const { files } = reportIn(place.out);
    expect(last.figures?.tasks.file).toEqual(files.map(({ file }) => file));
    expect(last.figures?.tasks.status).toEqual(files.map(({ status }) => status));
    expect(last.figures?.headline.sentence).toBe('All 200 files succeeded.');
    expect(seen.kinds[0]).toBe('whole');
    seen.close();
    expect(readFileSync(metrics, 'utf8')).toContain('ballast_files{batch="watched",status="succeeded"} 200');
    expect(stderr).toContain(`all-succeeded 0 ${place.out} a b\n`);
    expect(stdout).not.toContain('all-succeeded');
  });
});

describe('ballast dashboard', () => {
  it('says what is missing in a folder without a batch', async () => {
    const { code, stderr } = await ballast(['dashboard', place.folder]);
    expect(code).toBe(3);
    expect(stderr).toContain(`${place.folder} contains no journal of a batch`);
  });
});

describe('the command of --on-end', () => {
  it('that fails is one warning', async () => {
    const batch = await watchedBatch(place, 2);
    const { code, stderr } = await ballast(['run', batch, '--on-end', 'no-such-program-here', '--on-end=-x']);
    expect(code).toBe(0);
    expect(stderr.match(/--on-end/g)).toHaveLength(1);
    expect(stderr).toContain('no-such-program-here) could not be started');
  });
});

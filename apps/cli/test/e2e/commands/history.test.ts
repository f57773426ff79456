import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeHistory } from '@ballast/batch';
import { machineId } from '@ballast/profiler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';
import { ballastWith } from '../support/with-environment.ts';

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
beforeEach(() => {
  folder = temporaryFolder();
  data = path.join(folder.path, 'data');
});
afterEach(() => folder[Symbol.dispose]());

function history(...args: readonly string[]): Promise<Ended> {
  return ballastWith({ BALLAST_DATA_HOME: data }, ['history', ...args]);
}

const record = (machine: string) => ({
  machine,
  reader: 'openfast 1',
  plan: 'abc123',
  models: { version: 1 },
  makespans: [{ startedAt: '2030-01-01T00:00:00.000Z', seconds: 90, inputs: 4, bytes: 2 ** 30 }],
});

describe('a batch that cannot keep its history', () => {
  it.runIf(existsSync('/proc/1'))(
    'warns and ends as usual, even if the folder refuses children',
    async () => {
      await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), '--rows', '20']);
      const batch = writeBatch(
        folder.path,
        `version: 1
batch: small
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables: [{ name: t, layout: long, columns: [{ variable: "*", statistics: [max] }] }]
`,
      );
      const ended = await ballastWith({ BALLAST_DATA_HOME: '/proc/1/nonexistent' }, ['run', batch]);
      expect(ended).toMatchObject({ code: 0 });
      expect(ended.stderr).toMatch(/the usage history in \/proc\/1\/nonexistent cannot be written: ENOENT/);
      expect(existsSync(path.join(folder.path, 'out', 'tables', 't.csv'))).toBe(true);
    },
  );
});

describe('ballast history', () => {
  it('shows nothing, and makes no file, before the first batch', async () => {
    const ended = await history();
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('0 records');
    expect(existsSync(data)).toBe(false);
  });

  it('shows each record, as text and as JSON', async () => {
    await writeHistory(data, { records: [record(machineId()), record('feedfeedfeedfeed')] });
    const text = await history('show');
    expect(text.code).toBe(0);
    expect(text.stdout).toContain('openfast 1, plan abc123, this machine');
    expect(text.stdout).toContain('openfast 1, plan abc123, machine feedfeedfeedfeed');
    expect(text.stdout).toContain('2030-01-01 00:00 UTC: 1 min 30 s for 4 inputs, 1.00 GiB');
    const json = await history('--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      file: path.join(data, 'history.json'),
      warning: null,
      records: [{ thisMachine: true, makespans: [{ seconds: 90 }] }, { thisMachine: false }],
    });
  });

  it('removes the records of this machine, prints how many, and keeps a backup', async () => {
    await writeHistory(data, { records: [record(machineId()), record('feedfeedfeedfeed')] });
    const file = path.join(data, 'history.json');
    const before = readFileSync(file, 'utf8');
    const ended = await history('clear');
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('Removed 1 record of this machine');
    expect(ended.stdout).toContain(`${file}.bak`);
    expect(readFileSync(`${file}.bak`, 'utf8')).toBe(before);
    const left = JSON.parse((await history('--json')).stdout);
    expect(left.records.map((one: { machine: string }) => one.machine)).toEqual(['feedfeedfeedfeed']);
    const again = await history('clear', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ removed: 0, kept: 1, backup: null });
  });

  it('warns about a damaged file and counts it as empty', async () => {
    mkdirSync(data);
    writeFileSync(path.join(data, 'history.json'), '{ "version": 1, "rec');
    const ended = await history();
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('is not JSON and is ignored');
    expect(ended.stdout).toContain('0 records');
  });

  it('refuses an unknown action', async () => {
    const ended = await history('erase');
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('show, clear');
  });
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ballastOnWindows, column, csvFiles, emptyFolder, standInFiles } from './both-systems.ts';
import type { Check } from './check.ts';
import { until } from './until.ts';

const FILES = 12;
const DRAINED = 130;
const PIPES = '\\\\.\\pipe\\ballast-control-';

const BATCH = `version: 1
batch: orders
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 1 }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

export const orders: Check = {
  name: 'a running batch takes orders through its named pipe, and its end is announced',
  run: async (place) => {
    const folder = emptyFolder(place, 'orders');
    const slow = ['--fault', 'slow-load', '--fault-argument', '6000'];
    const size = ['--min', '100KB', '--max', '100KB'];
    await standInFiles(path.join(folder, 'sims'), '--files', String(FILES), ...size, ...slow);
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, BATCH);
    const out = path.join(folder, 'out');
    const has = (text: string): boolean => textOf(path.join(out, 'journal.ndjson')).includes(text);
    const order = async (...args: readonly string[]): Promise<void> => {
      const [name = '', ...rest] = args;
      const { code, stderr } = await ballastOnWindows(place, [name, place.wine.pathOf(out), ...rest]);
      assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
    };
    const flags = ['--no-history', '--control', '--notify'];
    const running = ballastOnWindows(place, ['run', place.wine.pathOf(batch), ...flags]);
    await Promise.race([until(() => has('"settled"'), 'a result'), running]);
    const { address } = JSON.parse(textOf(path.join(out, '.ballast', 'control.json'))) as { address: string };
    assert.ok(address.startsWith(PIPES), `its address is ${address}`);
    await order('pause');
    await until(() => has('"what":"pause"'), 'the pause');
    await order('unpause');
    await order('drain');
    const { code, stderr } = await running;
    assert.equal(code, DRAINED, stderr);
    assert.ok(!stderr.includes('defect'), stderr);
    const statuses = column(csvFiles(path.join(out, 'tables'))['wide.csv'] ?? '', 'status');
    assert.equal(statuses.length, FILES);
    const succeeded = statuses.filter((status) => status === 'succeeded').length;
    assert.ok(succeeded >= 1 && succeeded < FILES, statuses.join());
    const notice = /^.*(?:--notify|notice).*$/m.exec(stderr)?.[0] ?? 'no warning';
    return `pause, unpause and drain arrived; ${succeeded} of ${FILES} succeeded; notice: ${notice.trim()}`;
  },
};

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

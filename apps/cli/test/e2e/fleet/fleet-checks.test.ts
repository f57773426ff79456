import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { natsLog } from '@ballast/fleet-nats';
import { noServer, type PlainServer, testServer } from '@ballast/fleet-nats/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalOf, tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, quoted, startBallast, tool, writeBatch } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { watched } from '../support/watched.ts';
import { markIn } from './board-mark.ts';

const reason = noServer();
if (reason !== null) console.warn(`what a node checks before it works is not tested: ${reason}`);

/** Enough that the first node still has some to do when it is seen to have settled three. */
const FILES = 40;
const BATCH = `version: 1
batch: checked
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, rms] }] }
`;

describe.runIf(reason === null)('a node that joins', () => {
  const place = placeOfEachTest();
  let server: PlainServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  /** The file of a machine with the inputs under a path of its own. */
  const fileOf = (node: string, sims: string): string => {
    const file = path.join(place.folder, `${node}.yml`);
    const roots = `roots: { sims: ${quoted(sims)}, results: ${quoted(place.folder)} }`;
    writeFileSync(file, `server: ${server.url}\nnode: ${node}\n${roots}\nsilence: 3s\n`);
    return file;
  };
  const join = (node: string, sims: string, ...more: string[]) =>
    watched(startBallast(['join', '--fleet', fileOf(node, sims), '--no-history', '--workers', '1', ...more]));
  const settledBy = (node: string): number =>
    journalOf(place.out).filter((record) => record.type === 'settled' && record.node === node).length;

  it('repeats the smallest file that has settled, and does nothing if it reads other values', async () => {
    const shape = ['--rows', '12000', '--channels', '60'];
    await tool('openfast-files', ['--out', place.sims, '--files', String(FILES), ...shape]);
    const batch = writeBatch(place.folder, BATCH);
    const reference = path.join(place.folder, 'reference');
    expect((await ballast(['run', batch, '--out', reference, '--no-history'])).code).toBe(0);
    const other = path.join(place.folder, 'other');
    copyWithOtherValues(place.sims, other);

    const first = join('first', place.sims);
    const run = watched(startBallast(['run', batch, '--no-history', '--fleet', fileOf('desk', place.sims)]));
    await until('three settled', () => settledBy('first') >= 3);
    first.child.kill('SIGKILL');
    await first.ended;
    const wrong = join('wrong', other);
    await wrong.prints(/idle: this machine does not read .*\.outb as first did \(other values: .*statistics/);
    expect(wrong.child.exitCode).toBeNull();
    await run.prints(/the node wrong takes no part: FLEET_DIFFERS: this machine does not read/);
    const status = await ballast(['fleet', 'status', '--fleet', fileOf('desk', place.sims)]);
    expect(status.stdout).toMatch(/wrong +takes no part in b[0-9a-f]{12} \(.* ago\): FLEET_DIFFERS/);
    const good = join('good', place.sims, '--once');
    await good.prints(/repeated .*\.outb: the same values as on first/);
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(0);
    expect((await good.ended).code).toBe(0);
    wrong.child.kill('SIGTERM');
    await wrong.ended;
    expect(tablesOf(place.out)).toEqual(tablesOf(reference));
    expect(settledBy('wrong')).toBe(0);
    expect(settledBy('first') + settledBy('good')).toBe(FILES);
    // What was repeated is not kept.
    expect((await ballast(['verify', place.out])).code).toBe(0);
    const kept = journalOf(place.out).flatMap(({ type, outcome }) =>
      type === 'settled' ? [(outcome as { result: string }).result] : [],
    );
    const named = new Set(kept.map((name) => path.posix.basename(name.split('#')[0] ?? name)));
    expect(
      readdirSync(path.join(place.out, '.ballast', 'results')).filter((name) => !named.has(name)),
    ).toEqual([]);
  });

  it('does nothing for a batch that another version of Ballast began', async () => {
    await tool('openfast-files', ['--out', place.sims, '--files', '2', '--rows', '50']);
    const batch = writeBatch(place.folder, BATCH);
    const run = startBallast(['run', batch, '--no-history', '--fleet', fileOf('desk', place.sims)]);
    const work = path.join(place.out, '.ballast');
    const mark = await until('the board', () => markIn(work));
    const later = `b${'0'.repeat(12)}`;
    await copyBoard(server.url, { from: mark.slice('fleet-'.length), to: later, product: 'ballast 99.0.0' });
    copyFileSync(path.join(work, mark), path.join(work, `fleet-${later}`));
    const node = join('old', place.sims, '--board', later, '--once');
    const { code, stderr } = await node.ended;
    expect(code).toBe(3);
    expect(stderr).toContain('FLEET_VERSIONS');
    expect(stderr).toMatch(/this machine has product ballast \d\S+ instead of ballast 99\.0\.0/);
    run.child.kill('SIGKILL');
    await run.ended;
  });
});

/** The same names, sizes and times, but other numbers near the end of each file. */
function copyWithOtherValues(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    const content = readFileSync(source);
    for (let at = content.length - 400; at < content.length; at += 2)
      content.writeInt16LE(content.readInt16LE(at) ^ 0x0155, at);
    writeFileSync(target, content);
    const { atime, mtime } = statSync(source);
    utimesSync(target, atime, mtime);
  }
}

interface ToCopy {
  readonly from: string;
  readonly to: string;
  readonly product: string;
}

/** Opens the same batch once more, as if another version had begun it. */
async function copyBoard(url: string, { from, to, product }: ToCopy): Promise<void> {
  const lists = await natsLog({ server: url, id: 'batches' });
  // It is listed when everything else is there.
  while ((await lists.last(`b.${from}`)) === null) await pause(20);
  const board = await natsLog({ server: url, id: from });
  const copy = await natsLog({ server: url, id: to, create: true });
  for (const subject of ['in.0', 'open']) {
    const record = JSON.parse((await board.last(subject))?.text ?? '{}') as object;
    const changed = subject === 'open' ? { ...record, product } : record;
    await copy.append(subject, JSON.stringify(changed), 0);
  }
  const listed = { v: 1, id: 'copy', type: 'batch', board: to, name: 'copy', state: 'open' };
  await lists.append(`b.${to}`, JSON.stringify(listed), 0);
  for (const log of [lists, board, copy]) await log.close();
}

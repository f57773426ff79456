import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { natsLog } from '@ballast/fleet-nats';
import { noServer, type PlainServer, testServer } from '@ballast/fleet-nats/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, quoted, startBallast, tool, writeBatch } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { watched } from '../support/watched.ts';
import { markIn } from './board-mark.ts';

const reason = noServer();
if (reason !== null) console.warn(`how a node leaves a batch is not tested: ${reason}`);

const BATCH = `version: 1
batch: left
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max] }] }
`;

describe.runIf(reason === null)('a node', () => {
  const place = placeOfEachTest();
  let server: PlainServer;
  beforeEach(async () => {
    server = await testServer();
  });
  afterEach(() => server?.[Symbol.asyncDispose]());

  const fileOf = (node: string, sims = place.sims): string => {
    const file = path.join(place.folder, `${node}.yml`);
    const roots = `roots: { sims: ${quoted(sims)}, results: ${quoted(place.folder)} }`;
    writeFileSync(file, `server: ${server.url}\nnode: ${node}\n${roots}\nsilence: 3s\n`);
    return file;
  };
  const batchFile = (): string => writeBatch(place.folder, BATCH);
  const opened = async (): Promise<ReturnType<typeof startBallast>> => {
    await tool('openfast-files', ['--out', place.sims, '--files', '3', '--rows', '50']);
    const run = startBallast(['run', batchFile(), '--no-history', '--fleet', fileOf('desk')]);
    const work = path.join(place.out, '.ballast');
    await until('the board', () => markIn(work));
    return run;
  };
  const stateOf = async (node: string): Promise<unknown> => {
    const { stdout } = await ballast(['fleet', 'status', '--fleet', fileOf('desk'), '--json']);
    const { nodes } = JSON.parse(stdout) as { nodes: { node: string; state: string }[] };
    return nodes.find((one) => one.node === node);
  };

  it('that cannot work for a fault of its own gives no more signs of life', async () => {
    const run = await opened();
    const elsewhere = path.join(place.folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, path.join(place.out, '.ballast', 'nodes'), 'junction');
    const node = watched(startBallast(['join', '--fleet', fileOf('faulty'), '--no-history']));
    await node.prints(/idle: .*nodes is a link/);
    expect(await stateOf('faulty')).toMatchObject({ state: 'dead', by: 'faulty' });
    expect(node.child.exitCode).toBeNull();
    for (const { child, ended } of [node, run]) {
      child.kill('SIGKILL');
      await ended;
    }
  });

  it('leaves a batch that was published, also if its coordinator died before it could end it', async () => {
    const run = await opened();
    const once = ['join', '--fleet', fileOf('worker'), '--no-history', '--once'];
    const done = await startBallast(once).ended;
    expect(done.code, done.stderr).toBe(0);
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(0);
    // As if it had died with everything published: the mark is there, and the board is open.
    const id = `b${'0'.repeat(12)}`;
    writeFileSync(path.join(place.out, '.ballast', `fleet-${id}`), 'x\n');
    const lists = await natsLog({ server: server.url, id: 'batches' });
    const board = await natsLog({ server: server.url, id, create: true });
    const listed = { v: 1, id: 'test', type: 'batch', board: id, name: 'left', state: 'open' };
    await lists.append(`b.${id}`, JSON.stringify(listed), 0);
    const again = await ballast(['run', batchFile(), '--no-history', '--fleet', fileOf('desk')]);
    expect(again.code, again.stderr).toBe(0);
    expect(JSON.parse((await board.last('ctl'))?.text ?? '{}')).toMatchObject({ type: 'closed' });
    expect(JSON.parse((await lists.last(`b.${id}`))?.text ?? '{}')).toMatchObject({ state: 'closed' });
    expect(readdirSync(path.join(place.out, '.ballast')).filter((name) => name.startsWith('fleet-'))).toEqual(
      [],
    );
    for (const log of [lists, board]) await log.close();
  });

  it('does nothing with a file that is not the one that the batch lists', async () => {
    const elsewhere = path.join(place.folder, 'elsewhere');
    await tool('openfast-files', ['--out', place.sims, '--files', '3', '--rows', '50']);
    await tool('openfast-files', ['--out', elsewhere, '--files', '3', '--rows', '60']);
    const run = startBallast(['run', batchFile(), '--no-history', '--fleet', fileOf('desk')]);
    const other = fileOf('other', elsewhere);
    const node = startBallast(['join', '--fleet', other, '--no-history', '--once']);
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(1);
    expect((await node.ended).code).toBe(0);
    const { stdout } = await ballast(['explain', place.out, '--all']);
    expect(stdout).toContain('the file is not the one that the batch lists');
  });

  it('leaves a batch in which a newer version of Ballast takes part', async () => {
    const run = await opened();
    const marks = (): string[] => readdirSync(path.join(place.out, '.ballast'));
    // It is written under another name first.
    const mark = await until('the mark', () => marks().find((name) => /^fleet-b[0-9a-f]{12}$/.test(name)));
    const id = mark.slice('fleet-'.length);
    const lists = await natsLog({ server: server.url, id: 'batches', create: true, latest: true });
    while ((await lists.last(`b.${id}`)) === null) await pause(20);
    const board = await natsLog({ server: server.url, id });
    await board.append('t.1', JSON.stringify({ v: 2, id: 'later', type: 'taken' }), 0);
    for (const log of [lists, board]) await log.close();
    const { code, stderr } = await startBallast([
      ...['join', '--fleet', fileOf('old'), '--no-history', '--once'],
    ]).ended;
    expect(code).not.toBe(0);
    expect(stderr).toContain('FLEET_RECORD_NEWER');
    run.child.kill('SIGKILL');
    await run.ended;
  });

  it.each(['drain', 'cancel'])('is not needed for a batch to end by `ballast fleet %s`', async (order) => {
    const run = await opened();
    // The board is there before all of it is: until then there is nothing to give an order to.
    while ((await ballast(['fleet', order, '--fleet', fileOf('desk')])).code !== 0) await pause(100);
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(130);
    const { stdout } = await ballast(['explain', place.out]);
    expect(stdout).toContain(`asked by ballast fleet ${order}`);
  });
});

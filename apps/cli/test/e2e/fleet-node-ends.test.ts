import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { noServer, type PlainServer, testServer } from '@ballast/fleet-nats/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOfEachTest } from './place.ts';
import { ballast, quoted, startBallast, tool, writeBatch } from './run-ballast.ts';
import { until } from './waiting.ts';
import { watched } from './watched.ts';

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
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  const fileOf = (node: string): string => {
    const file = path.join(place.folder, `${node}.yml`);
    const roots = `roots: { results: ${quoted(place.folder)} }`;
    writeFileSync(file, `server: ${server.url}\nnode: ${node}\n${roots}\nsilence: 3s\n`);
    return file;
  };
  const opened = async (): Promise<ReturnType<typeof startBallast>> => {
    await tool('openfast-files', ['--out', place.sims, '--files', '3', '--rows', '50']);
    const batch = writeBatch(place.folder, BATCH);
    const run = startBallast(['run', batch, '--no-history', '--fleet', fileOf('desk')]);
    const work = path.join(place.out, '.ballast');
    await until(
      'the board',
      () => existsSync(work) && readdirSync(work).some((name) => name.startsWith('fleet-')),
    );
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

import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { noServer } from '@ballast/fleet-nats/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeOfAllTests, placeOfEachTest } from '../support/place.ts';
import { ballast, tool, writeBatch } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { judge, type SharedInputs, sharedInputs, TestFleet } from './fleet-batch.ts';

const BATCH =
  'version: 1\nbatch: b\nreader: openfast\ninputs: { directory: ./sims }\noutput: ./out\ntables:\n  - { name: t, layout: wide, columns: [{ variable: "*", statistics: [max] }] }\n';

describe('a fleet file', () => {
  const place = placeOfEachTest();

  it('with mistakes is refused before anything is written', async () => {
    const { folder, sims } = place;
    await tool('openfast-files', ['--out', sims, '--files', '1', '--rows', '50']);
    const batch = writeBatch(folder, BATCH);
    const fleet = path.join(folder, 'fleet.yml');
    writeFileSync(fleet, 'server: box\nroots: {}\n');
    const { code, stderr } = await ballast(['run', batch, '--fleet', fleet]);
    expect(code).toBe(3);
    expect(stderr).toContain('fleet.yml:1:9  Expected an address such as tls://box:4222');
    expect(readdirSync(folder)).not.toContain('out');
  });
});

const reason = noServer();

describe.runIf(reason === null)('a node', () => {
  const place = placeOfAllTests();
  let inputs: SharedInputs;
  beforeAll(async () => {
    inputs = await sharedInputs(place);
  });

  it('leaves if another process takes part with its name, which does the rest', async () => {
    await using fleet = await TestFleet.begin(inputs, 'taken');
    const first = fleet.join('n1');
    const run = fleet.run();
    await fleet.busyAfter(3, ['n1']);
    // Or it could be done with everything before the other one is there.
    first.child.kill('SIGSTOP');
    const second = fleet.join('n1');
    while ((await livesOf(fleet, 'n1')) < 2) await pause(100);
    first.child.kill('SIGCONT');
    const { code, stderr } = await first.ended;
    expect(code, stderr).toBe(3);
    expect(stderr).toMatch(/the process \S+ takes part as the node n1 as well \(FLEET_NODE_TAKEN\)/);
    const end = await run.ended;
    expect((await second.ended).code).toBe(0);
    await judge(fleet, inputs, end);
  });

  it('begins nothing in a folder that is not the one of the batch', async () => {
    await using fleet = await TestFleet.begin(inputs, 'mark');
    const run = fleet.run();
    await until('the board', () => fleet.boardFile());
    // The same share under another name, without what the coordinator wrote.
    const other = path.join(place.folder, 'other');
    mkdirSync(other);
    mkdirSync(path.join(other, 'mark'));
    symlinkSync(path.join(place.folder, 'sims'), path.join(other, 'sims'));
    const wrong = await fleet.joinWith('wrong', other).ended;
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toMatch(/leads out of the root|is not the folder that the batch writes to/);
    rmSync(path.join(other, 'sims'));
    mkdirSync(path.join(other, 'sims'));
    const unmarked = await fleet.joinWith('wrong', other).ended;
    expect(unmarked.stderr).toContain('is not the folder that the batch writes to');
    run.child.kill('SIGKILL');
    await run.ended;
    expect(await fleet.records()).toEqual([]);
  });
});

/** How many times a node has joined the fleet. */
async function livesOf(fleet: TestFleet, name: string): Promise<number> {
  const { stdout } = await ballast(['fleet', 'status', '--fleet', fleet.file('status'), '--json']);
  const { nodes } = JSON.parse(stdout) as { nodes: { node: string; life: number }[] };
  return nodes.find(({ node }) => node === name)?.life ?? 0;
}

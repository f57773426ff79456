import { noServer } from '@ballast/fleet-nats/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { journalOf, recorded, tablesOf } from '../support/journal-of.ts';
import { placeOfAllTests } from '../support/place.ts';
import { ballast, processesWith } from '../support/run-ballast.ts';
import { watched } from '../support/watched.ts';
import { judge, type SharedInputs, sharedInputs, TestFleet } from './fleet-batch.ts';

const reason = noServer();
if (reason !== null) console.warn(`interruptions of a fleet are not tested: ${reason}`);

describe.runIf(reason === null && process.platform !== 'win32')('the coordinator of a fleet', () => {
  const place = placeOfAllTests();
  let inputs: SharedInputs;
  beforeAll(async () => {
    inputs = await sharedInputs(place);
  });

  it('drains all nodes after a second Ctrl-C, and what is left can be done on one machine', async () => {
    await using fleet = await TestFleet.begin(inputs, 'drained');
    const nodes = ['n1', 'n2'].map((node) => watched(fleet.join(node)));
    const run = watched(fleet.run());
    await fleet.progress(4);
    run.child.kill('SIGINT');
    await run.prints(/leaving: the nodes continue/);
    run.child.kill('SIGINT');
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(130);
    expect(stderr).toContain('draining the fleet');
    for (const node of nodes) {
      expect((await node.ended).code).toBe(0);
      expect(node.text()).toContain('left the batch');
    }
    // What they had in hand has ended, and nothing was given back half done.
    const records = journalOf(fleet.out);
    const ended = records.filter(({ type }) => type === 'settled' || type === 'requeued');
    expect(ended.length).toBeGreaterThanOrEqual(records.filter(({ type }) => type === 'admitted').length);
    const rest = await ballast(['resume', fleet.out, '--no-history']);
    expect(rest.code, rest.stderr).toBe(1);
    expect(tablesOf(fleet.out)).toEqual(inputs.tables);
  });

  it('and its own node let Ctrl-C in their terminal end what runs, and what is left can be done later', async () => {
    await using fleet = await TestFleet.begin(inputs, 'terminal');
    const run = watched(fleet.runInTerminal('--here'));
    await fleet.progress(3);
    // Or it could be done with everything first.
    const own = ownNodeOf(fleet);
    process.kill(own, 'SIGSTOP');
    // The terminal sends it to all processes of the command's group.
    process.kill(-(run.child.pid ?? 0), 'SIGINT');
    await run.prints(/leaving: the nodes continue/);
    await recorded(fleet.out, 'ended', 1);
    process.kill(own, 'SIGCONT');
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(130);
    const records = journalOf(fleet.out);
    // Nothing was cut off: an attempt that had begun has settled.
    expect(records.filter((record) => JSON.stringify(record).includes('worker-lost'))).toEqual([]);
    expect(processesWith(fleet.out)).toEqual([]);
    const other = fleet.join('n1');
    const end = await fleet.resume().ended;
    expect((await other.ended).code).toBe(0);
    await judge(fleet, inputs, end);
  });

  it('is a node itself with --here, which ends with it', async () => {
    await using fleet = await TestFleet.begin(inputs, 'here');
    const run = fleet.run('--here');
    await fleet.progress(3);
    const own = ownNodeOf(fleet);
    process.kill(own, 'SIGSTOP');
    run.child.kill('SIGINT');
    await recorded(fleet.out, 'ended', 1);
    process.kill(own, 'SIGCONT');
    expect((await run.ended).code).toBe(130);
    const settled = journalOf(fleet.out).filter(({ type }) => type === 'settled');
    const nodes = [...new Set(settled.map(({ node }) => node))];
    expect(nodes).toEqual([expect.stringMatching(/^desk-here-b[0-9a-f]{12}$/)]);
    // The own node is gone: somebody else does the rest on the same board.
    const other = fleet.join('n1');
    const end = await fleet.resume().ended;
    expect((await other.ended).code).toBe(0);
    await judge(fleet, inputs, end);
  });
});

function ownNodeOf(fleet: TestFleet): number {
  const id = fleet.boardFile()?.slice('fleet-'.length);
  const [pid] = processesWith(`desk-here-${id}`);
  if (pid === undefined) throw new Error('the coordinator has no node of its own');
  return pid;
}

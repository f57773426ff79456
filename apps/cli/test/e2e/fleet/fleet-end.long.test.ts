import { noServer } from '@ballast/fleet-nats/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { tablesOf } from '../support/journal-of.ts';
import { placeOfAllTests } from '../support/place.ts';
import { watched } from '../support/watched.ts';
import { judge, type SharedInputs, sharedInputs, TestFleet } from './fleet-batch.ts';

const reason = noServer();
if (reason !== null) console.warn(`the end of a batch on a fleet is not tested: ${reason}`);

/** The record by which the nodes of a batch leave. */
const CLOSED = '"type":"closed"';
const AWAITS =
  /the batch is complete, but its nodes do not know it yet: .* waiting up to 30 s for the server/;

describe.runIf(reason === null && process.platform !== 'win32')(
  'a batch that ends while the server is away',
  () => {
    const place = placeOfAllTests();
    let inputs: SharedInputs;
    beforeAll(async () => {
      inputs = await sharedInputs(place);
    });

    it('has its tables, and lets its nodes leave as soon as the server is back', async () => {
      await using fleet = await TestFleet.begin(inputs, 'short-outage');
      const nodes = ['n1', 'n2'].map((node) => fleet.join(node));
      const atEnd = fleet.gate.closeAt(CLOSED);
      const run = watched(fleet.run());
      await atEnd;
      await fleet.server.kill();
      await run.prints(AWAITS);
      expect(tablesOf(fleet.out)).toEqual(inputs.tables);
      for (const { child } of [...nodes, run]) expect(child.exitCode).toBeNull();
      await fleet.server.start();
      fleet.gate.open();
      const end = await run.ended;
      expect(end.stderr).not.toContain('was not closed');
      for (const { ended } of nodes) expect((await ended).code).toBe(0);
      await judge(fleet, inputs, end);
    });

    it('is complete without it, and the same command lets the nodes leave later', async () => {
      await using fleet = await TestFleet.begin(inputs, 'long-outage');
      const node = fleet.join('n1');
      const atEnd = fleet.gate.closeAt(CLOSED);
      const run = watched(fleet.run());
      await atEnd;
      await fleet.server.kill();
      await run.prints(AWAITS);
      run.child.kill('SIGINT');
      const { code, stderr } = await run.ended;
      // As without a fleet: some files of this batch cannot be read.
      expect(code, stderr).toBe(1);
      expect(stderr).toMatch(/the board of the batch was not closed: .* run the same command again/);
      expect(tablesOf(fleet.out)).toEqual(inputs.tables);
      expect(node.child.exitCode).toBeNull();
      await fleet.server.start();
      fleet.gate.open();
      const again = await fleet.run().ended;
      expect((await node.ended).code).toBe(0);
      await judge(fleet, inputs, again);
    });
  },
);

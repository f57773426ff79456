import { noServer } from '@ballast/fleet-nats/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { placeOfAllTests } from '../support/place.ts';
import { judge, type SharedInputs, sharedInputs, TestFleet } from './fleet-batch.ts';
import { FAULTS } from './fleet-faults.ts';

const reason = noServer();
if (reason !== null) console.warn(`batches on a fleet are not tested: ${reason}`);

describe.runIf(reason === null)('a batch on a fleet of three nodes', () => {
  const place = placeOfAllTests();
  let inputs: SharedInputs;
  beforeAll(async () => {
    inputs = await sharedInputs(place);
  });

  it('has the tables of a single run, and each file is done once', async () => {
    await using fleet = await TestFleet.begin(inputs, 'none');
    await judge(fleet, inputs, (await FAULTS.none?.(fleet)) ?? null);
    const admitted = journalOf(fleet.out).filter(({ type }) => type === 'admitted');
    expect(new Set(admitted.map(({ node }) => node)).size).toBeGreaterThan(1);
  });

  it('has them although a node with work in hand is killed', async () => {
    await using fleet = await TestFleet.begin(inputs, 'kill-node');
    await judge(fleet, inputs, (await FAULTS['kill node']?.(fleet)) ?? null);
  });
});

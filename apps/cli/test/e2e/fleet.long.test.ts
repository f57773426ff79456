import { beforeAll, describe, it } from 'vitest';
import { judge, type SharedInputs, sharedInputs, TestFleet } from './fleet-batch.ts';
import { FAULTS } from './fleet-faults.ts';
import { noServer } from './nats-server.ts';
import { placeOfAllTests } from './place.ts';

const reason = noServer();
if (reason !== null) console.warn(`faults of a fleet are not tested: ${reason}`);
const SHORT = new Set(['none', 'kill node']);

describe.runIf(reason === null)('a batch on a fleet', () => {
  const place = placeOfAllTests();
  let inputs: SharedInputs;
  beforeAll(async () => {
    inputs = await sharedInputs(place);
  });

  it.each(Object.entries(FAULTS).filter(([name]) => !SHORT.has(name)))(
    'has the tables of a single run after the fault "%s"',
    async (name, fault) => {
      await using fleet = await TestFleet.begin(inputs, name.replaceAll(/\W+/g, '-'));
      await judge(fleet, inputs, await fault(fleet));
    },
  );
});

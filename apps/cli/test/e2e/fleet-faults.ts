import { setTimeout as pause } from 'node:timers/promises';
import { SILENCE, type TestFleet } from './fleet-batch.ts';
import type { Ended } from './run-ballast.ts';

const NODES = ['n1', 'n2', 'n3'];

/** A batch with something that goes wrong; how its last coordinator ended. */
export type Fault = (fleet: TestFleet) => Promise<Ended>;

/** Everything that may happen to a batch, by name; each is over when all of its processes have ended. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  none: async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    return allEnded(await fleet.run().ended, nodes);
  },

  'kill node': async (fleet) => {
    const [first, ...others] = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    await fleet.progress(5, 'n1');
    first?.child.kill('SIGKILL');
    return allEnded(await run.ended, others);
  },

  'kill two nodes, one comes back': async (fleet) => {
    const [first, second, third] = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    await fleet.progress(5, 'n1');
    first?.child.kill('SIGKILL');
    second?.child.kill('SIGKILL');
    await second?.ended;
    const back = fleet.join('n2');
    return allEnded(await run.ended, [third, back]);
  },

  /** Its workers run on, and it finds itself dead when it wakes. */
  'stop node': async (fleet) => {
    const [first, ...others] = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    await fleet.progress(5, 'n1');
    first?.child.kill('SIGSTOP');
    await pause(SILENCE + 2500);
    first?.child.kill('SIGCONT');
    return allEnded(await run.ended, [first, ...others]);
  },

  'kill server': async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    await fleet.progress(5);
    await fleet.server.kill();
    await pause(1000);
    await fleet.server.start();
    return allEnded(await run.ended, nodes);
  },

  'kill server for longer than a silence': async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    await fleet.progress(5);
    await fleet.server.kill();
    await pause(2 * SILENCE);
    await fleet.server.start();
    return allEnded(await run.ended, nodes);
  },

  'kill coordinator': async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    await fleet.progress(5);
    run.child.kill('SIGKILL');
    await run.ended;
    await pause(1000);
    return allEnded(await fleet.resume().ended, nodes);
  },

  'leave and resume': async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    await fleet.progress(5);
    run.child.kill('SIGINT');
    await run.ended;
    return allEnded(await fleet.resume().ended, nodes);
  },
};

async function allEnded(
  coordinator: Ended,
  nodes: readonly (ReturnType<TestFleet['join']> | undefined)[],
): Promise<Ended> {
  await Promise.all(nodes.map((node) => node?.ended));
  return coordinator;
}

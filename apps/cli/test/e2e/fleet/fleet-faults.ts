import { setTimeout as pause } from 'node:timers/promises';
import type { Ended } from '../support/run-ballast.ts';
import { SILENCE, type TestFleet } from './fleet-batch.ts';

const NODES = ['n1', 'n2', 'n3'];
/** How a coordinator ends: some files of this batch cannot be read. */
const COMPLETE = 1;
const INTERRUPTED = 130;

/** A batch with something that goes wrong; how its last coordinator ended. */
export type Fault = (fleet: TestFleet) => Promise<Ended>;

/** Everything that may happen to a batch, by name; each is over when all of its processes have ended. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  none: async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    return allEnded(await fleet.run().ended, nodes);
  },

  'kill node': async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    const { one: first, others } = apart(nodes, await fleet.busyAfter(5, NODES));
    first?.child.kill('SIGKILL');
    return allEnded(await run.ended, others);
  },

  'kill two nodes, one comes back': async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    const { one: first, others } = apart(nodes, await fleet.busyAfter(5, NODES));
    const [second, third] = others;
    first?.child.kill('SIGKILL');
    second?.child.kill('SIGKILL');
    await second?.ended;
    const back = fleet.join(NODES[nodes.findIndex((node) => node === second)] ?? '');
    return allEnded(await run.ended, [third, back]);
  },

  /** Its workers run on, and it finds itself dead when it wakes. */
  'stop node': async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    const { one: first } = apart(nodes, await fleet.busyAfter(5, NODES));
    first?.child.kill('SIGSTOP');
    await pause(SILENCE + 2500);
    first?.child.kill('SIGCONT');
    return allEnded(await run.ended, nodes);
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

  /** Five kills and stops of nodes, the coordinator and the server, one after the other and overlapping. */
  chaos: async (fleet) => {
    const began = performance.now();
    const nodes = new Map(NODES.map((node) => [node, fleet.join(node)]));
    let run = fleet.run();
    await fleet.progress(3);
    for (let i = 0; i < 5; i += 1) {
      const node = NODES[Math.floor(Math.random() * NODES.length)] ?? 'n1';
      const what = ['kill', 'stop', 'server', 'coordinator'][Math.floor(Math.random() * 4)];
      fleet.happened.push(`${what} ${node} at ${Math.round(performance.now() - began)} ms`);
      if (what === 'server') {
        await fleet.server.kill();
        await pause(4000 * Math.random());
        await fleet.server.start();
      } else if (what === 'coordinator') {
        run.child.kill('SIGKILL');
        const { code } = await run.ended;
        if (code === COMPLETE) break;
        run = fleet.resume();
      } else if (what === 'kill') {
        nodes.get(node)?.child.kill('SIGKILL');
        await nodes.get(node)?.ended;
        nodes.set(node, fleet.join(node));
      } else {
        const stopped = nodes.get(node);
        stopped?.child.kill('SIGSTOP');
        setTimeout(() => stopped?.child.kill('SIGCONT'), (SILENCE + 3000) * Math.random());
      }
      await pause(1500 * Math.random());
    }
    let end = await run.ended;
    // It may have begun while the server was away, or while the one before was not known to be dead.
    while (end.code === 3) end = await fleet.resume().ended;
    // A node that joined after the end waits for another batch.
    for (const { child } of nodes.values()) child.kill('SIGTERM');
    return allEnded(end, [...nodes.values()]);
  },

  'leave and resume': async (fleet) => {
    const nodes = NODES.map((node) => fleet.join(node));
    const run = fleet.run();
    await fleet.progress(5);
    run.child.kill('SIGINT');
    const left = await run.ended;
    // It may have been done before it could leave.
    return allEnded(left.code === INTERRUPTED ? await fleet.resume().ended : left, nodes);
  },
};

type Joined = ReturnType<TestFleet['join']>;

interface Apart {
  readonly one: Joined | undefined;
  readonly others: readonly Joined[];
}

/** The node with this name, and the others. */
function apart(nodes: readonly Joined[], name: string): Apart {
  const one = nodes[NODES.indexOf(name)];
  return { one, others: nodes.filter((node) => node !== one) };
}

async function allEnded(coordinator: Ended, nodes: readonly (Joined | undefined)[]): Promise<Ended> {
  await Promise.all(nodes.map((node) => node?.ended));
  return coordinator;
}

import { describe, expect, it } from 'vitest';
import { taskState } from '../../src/core/explain.ts';
import { waitReasonText } from '../../src/core/state/tasks/wait-reason.ts';
import { Scenario } from './scenario.ts';

const TEN = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`t${i}`, 1]));

/** Ten tasks that all fit, the memory comes after the load; claims are as quick as the machine. */
function licensed(more: object = {}, tasks: Record<string, number> = TEN): Scenario {
  const licences = { claims: 100, scope: 'process' as const, ...more };
  return new Scenario({ tasks, memory: 100, cores: 10, growth: 'after-loading', licences });
}

const ONE_AT_A_TIME = { tasks: { a: 1, b: 1 }, memory: 100, workers: 1, growth: 'after-loading' } as const;

const seatsHeld = ({ state }: Scenario): number => state.tasks.active.size - state.tasks.totals.ungranted;

const denied = (scenario: Scenario, ...names: string[]): Scenario => {
  for (const name of names) scenario.fails(name, 'seat');
  return scenario;
};

describe('a denied seat', () => {
  it('sends the task back and never counts as a failure', () => {
    const scenario = denied(licensed(), 't0').recorded({
      type: 'requeued',
      task: 0,
      cause: 'seat-denied',
      attempt: 1,
    });
    expect([
      scenario.state.progress.failed,
      scenario.state.progress.settled,
      scenario.state.failures.byTask.size,
    ]).toEqual([0, 0, 0]);
  });

  it('lowers the limit to what is held, however many are denied together', () => {
    const scenario = denied(licensed(), 't9', 't8', 't7', 't6', 't5', 't4', 't3');
    scenario.recorded({ type: 'seats', limit: 3, state: 'limited' });
    expect(scenario.state.limits.seats.limit).toBe(3);
    scenario.loaded('t9').loaded('t8');
    expect(scenario.states()).toMatchObject({ t9: 'loaded', t8: 'loaded' });
    scenario.after(1000).done('t0').done('t1');
    expect(scenario.states()).toMatchObject({ t9: 'computing', t8: 'computing' });
    expect(seatsHeld(scenario)).toBe(3);
  });

  it('raises the limit by one after every time without denials', () => {
    const scenario = denied(licensed({ raiseAfter: 5000 }), 't9', 't8', 't7', 't6');
    const { limit } = scenario.state.limits.seats;
    scenario.after(4999).tick();
    expect(scenario.state.limits.seats.limit).toBe(limit);
    scenario
      .after(1)
      .tick()
      .recorded({ type: 'seats', limit: limit + 1 });
    scenario.after(4999).tick();
    expect(scenario.state.limits.seats.limit).toBe(limit + 1);
  });

  it('leaves its task unsettled if the batch drains', () => {
    const scenario = licensed({}, { a: 1 }).on({ type: 'drain', cause: 'Ctrl-C' });
    denied(scenario, 'a').recorded({ type: 'ended', settled: 0, unsettled: 1, ending: 'drained' });
  });
});

describe('a batch without any seat', () => {
  const alone = (more: object = {}): Scenario =>
    denied(new Scenario({ ...ONE_AT_A_TIME, licences: { scope: 'process', ...more } }), 'a');

  it('waits, gives the reason and claims again one by one, later each time', () => {
    const scenario = alone({ backOff: 1000 }).running().waits('a', 'seat-wait');
    scenario.recorded({ type: 'seats', state: 'waiting' }).after(499).tick().running();
    const waiting = taskState(scenario.state, scenario.id('a'));
    const text = waiting.state === 'queued' ? waitReasonText(waiting.waitingOn) : '';
    expect(text).toMatch(/^has waited 499 ms for a licence seat; the next claim is in \d+ ms$/);
    scenario.after(501).tick();
    expect(scenario.state.tasks.active.size).toBe(1);
    const [probe] = scenario.state.tasks.active.keys();
    const before = scenario.now;
    denied(scenario, probe === 0 ? 'a' : 'b').running();
    expect(scenario.state.limits.seats.notBefore - before).toBeGreaterThan(1000);
  });

  it('resumes as soon as a seat is granted, one task after the other', () => {
    const scenario = alone().after(500).tick();
    const [probe] = scenario.state.tasks.active.keys();
    const name = probe === 0 ? 'a' : 'b';
    scenario.loaded(name).settledIn(name, 1).recorded({ type: 'seats', state: 'granted', limit: 1 });
    expect(scenario.state.limits.seats.waitingSince).toBeNull();
    scenario
      .done(name)
      .done(name === 'a' ? 'b' : 'a')
      .commanded('finish');
  });

  it('lets every worker of the machine claim if one seat serves them all', () => {
    const scenario = alone({ scope: 'machine' }).after(500).tick();
    const [probe] = scenario.state.tasks.active.keys();
    const name = probe === 0 ? 'a' : 'b';
    scenario.loaded(name).settledIn(name, 1).recorded({ type: 'seats', state: 'granted', limit: null });
  });

  it('warns and pauses when patience runs out, and still finds the seat that returns', () => {
    const scenario = alone({ patience: 60_000, probeEvery: 30_000 });
    for (let waited = 0; waited < 60; waited += 1) {
      scenario.after(1000).tick();
      for (const id of [...scenario.state.tasks.active.keys()]) denied(scenario, id === 0 ? 'a' : 'b');
    }
    expect(scenario.state.limits.seats.isPaused).toBe(true);
    scenario.waits('a', 'seat-wait').after(30_000).tick();
    expect(scenario.state.tasks.active.size).toBe(1);
    const [probe] = scenario.state.tasks.active.keys();
    scenario.done(probe === 0 ? 'a' : 'b').recorded({ type: 'seats', state: 'granted' });
    expect(scenario.state.limits.seats.isPaused).toBe(false);
  });

  it('does not keep a batch from draining: a task that waits for a seat does not start', () => {
    const scenario = licensed({}, { a: 1, b: 1 }).loaded('a').fails('a', 'seat').loaded('a');
    scenario.fails('b', 'seat').on({ type: 'drain', cause: 'Ctrl-C' }).after(100).tick();
    expect(scenario.states()).toEqual({ a: 'stopping' });
    scenario.dies('a').settled('a', 'cancelled').recorded({ type: 'ended', unsettled: 1 });
  });

  it('does not count a claim that blocks its worker as a hang', () => {
    const scenario = new Scenario({ tasks: { a: 1 }, memory: 5, hungAfter: 1000, licences: {} });
    denied(scenario, 'a')
      .after(500)
      .tick()
      .loaded('a')
      .uses({ a: [0, 0] });
    for (let i = 0; i < 5; i += 1)
      scenario
        .after(1000)
        .uses({ a: [0, 0] })
        .commanded();
  });
});

describe('claims', () => {
  it('are staggered at the start', () => {
    const scenario = licensed({ claims: 2, claimsEvery: 300 });
    for (const name of scenario.names()) scenario.loaded(name);
    expect(seatsHeld(scenario)).toBe(2);
    scenario.after(299).tick();
    expect(seatsHeld(scenario)).toBe(2);
    scenario.after(1).tick();
    expect(seatsHeld(scenario)).toBe(4);
  });

  it('are not staggered if no licence is needed', () => {
    new Scenario({ tasks: TEN, memory: 100, cores: 10 }).running(...Object.keys(TEN));
  });
});

import { bytes, GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { InFlight, reserve } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import { demandOf } from './demand.ts';
import { mayStart, mayStartAlone } from './may-start.ts';

describe('whether a task may start', () => {
  it('is answered with the first obstacle', () => {
    const { state } = new InFlight(stateOf({ tasks: { a: 8, b: 8 }, memory: 10, workers: 1 })).computing(0);
    expect(mayStart(state, 1)).toMatchObject({ reason: { kind: 'limit', limit: 1, inFlight: 1 } });
    draft(state, 'machine').pressure = 0.2;
    expect(mayStart(state, 1)).toMatchObject({ reason: { kind: 'pressure', stalled: 0.2 } });
    draft(state, 'lifecycle').mode = { kind: 'draining', cause: 'Ctrl-C' };
    expect(mayStart(state, 1)).toMatchObject({ reason: { kind: 'draining', cause: 'Ctrl-C' } });
  });

  it('depends on the unreserved memory, and on the whole budget', () => {
    const { state } = new InFlight(stateOf({ tasks: { a: 6, b: 5, c: 50 }, memory: 10 })).computing(0, {
      reservation: reserve(6),
    });
    expect(mayStart(state, 1)).toMatchObject({ reason: { kind: 'memory', headroom: bytes(4.1 * GIB) } });
    expect(mayStart(state, 2)).toMatchObject({ reason: { kind: 'over-budget', inFlight: 1 } });
  });

  it('reserves everything at once for a task that needs more than the whole budget, and marks it to run alone', () => {
    const answer = mayStart(stateOf({ tasks: { a: 50 }, memory: 10 }), 0);
    if (!answer.admit) expect.fail('it is refused');
    expect(answer.reservation.alone).toBe(true);
    expect(answer.reservation.now).toBe(answer.reservation.full);
  });

  it('makes a task that must run alone wait until nothing else is queued or in flight', () => {
    const state = stateOf({ tasks: { a: 1 }, memory: 10 });
    expect(mayStartAlone(state, 0)).toEqual({ admit: false, reason: { kind: 'after-others' } });
    const empty = stateOf({ tasks: {}, memory: 10 });
    expect(mayStartAlone(empty, 0)).toMatchObject({ admit: true, reservation: { alone: true } });
  });
});

describe('demand', () => {
  it('is at least what an earlier attempt used', () => {
    const state = stateOf({ tasks: { a: 2 }, memory: 10 });
    expect(demandOf(state, 0)).toBeLessThan(2.1 * GIB);
    draft(state, 'failures').floors.set(0, bytes(3 * GIB));
    expect(demandOf(state, 0)).toBe(3 * GIB);
  });

  it('is capped at four fifths of the budget while the model is cold', () => {
    const state = stateOf({ tasks: { a: 3 }, memory: 10, cold: true });
    expect(demandOf(state, 0)).toBe(bytes(0.8 * state.machine.capacity.memory));
  });
});

import { computeTimeModel, GIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { InFlight, reserve } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import { pick } from './pick.ts';

describe('the next task', () => {
  it('is a smaller one while the largest waits for memory, and that is counted', () => {
    const { state } = new InFlight(stateOf({ tasks: { a: 5, b: 5, c: 1 }, memory: 10 })).computing(0, {
      reservation: reserve(7),
    });
    expect(pick(state)?.task).toBe(2);
    expect(state.admission.bypasses).toBe(1);
  });

  it('is never one that would delay the largest once the largest has been passed over often enough', () => {
    const setting = { tasks: { a: 5, b: 6, c: 4.5 }, memory: 10 };
    const { state } = new InFlight(stateOf(setting)).computing(0, { reservation: reserve(5.2) });
    const learned = draft(state, 'learned');
    const compute = computeTimeModel.observe(learned.models.compute, { size: 5 * GIB, computeTime: 5000 });
    learned.models = { ...learned.models, compute };
    draft(state, 'clock').tickedAt = milliseconds(60_000);
    // Once a ends, b leaves 4.1 GiB: c, which runs for seconds, is too large for that.
    expect(pick(state)?.task).toBe(2);
    draft(state, 'admission').bypasses = 32;
    expect(pick(state)).toBeNull();
  });

  it('is first the largest that surely fits, then small ones, while the model is cold', () => {
    const state = stateOf({ tasks: { huge: 9, large: 1, small: 0.1 }, memory: 10, cold: true });
    expect(pick(state)?.task).toBe(1);
    new InFlight(state).computing(1, { reservation: reserve(6) });
    expect(pick(state)?.task).toBe(2);
  });
});

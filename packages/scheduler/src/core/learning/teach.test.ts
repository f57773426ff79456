import { bytes, GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../test/scenario/setting.ts';
import type { SchedulerState } from '../state/state.ts';
import { teachAtEnd, teachEarly } from './teach.ts';

const cold = (): SchedulerState => stateOf({ tasks: { a: 2, b: 4 }, memory: 10, cold: true });
const samples = ({ learned }: SchedulerState): number => learned.models.memory.count;

describe('an early sample', () => {
  it('counts once, and not again at the end that confirms it', () => {
    const state = cold();
    teachEarly(state, 0, bytes(3 * GIB));
    teachEarly(state, 0, bytes(3 * GIB));
    expect(samples(state)).toBe(1);
    const { memory } = state.learned.models;
    teachAtEnd(state, 0, bytes(3.1 * GIB));
    expect(state.learned.models.memory).toEqual(memory);
    expect(state.learned.completed).toEqual(memory);
  });

  it('is withdrawn if the attempt fails, and others stand', () => {
    const [state, other] = [cold(), cold()];
    teachEarly(state, 0, bytes(3 * GIB));
    teachEarly(state, 1, bytes(6 * GIB));
    teachAtEnd(state, 0, null);
    teachEarly(other, 1, bytes(6 * GIB));
    expect(state.learned.models.memory).toEqual(other.learned.models.memory);
  });

  it('is replaced if the end differs from it', () => {
    const [state, other] = [cold(), cold()];
    teachEarly(state, 0, bytes(3 * GIB));
    teachAtEnd(state, 0, bytes(5 * GIB));
    teachAtEnd(other, 0, bytes(5 * GIB));
    expect(state.learned.models.memory).toEqual(other.learned.models.memory);
  });
});

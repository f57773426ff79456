import { describe, expect, it } from 'vitest';
import { Scenario } from '../../../test/scenario/scenario.ts';
import type { Setting } from '../../../test/scenario/setting.ts';
import { bindingResource } from './binding-resource.ts';

const bound = (setting: Setting): string => bindingResource(new Scenario(setting).state);
const FOUR = { a: 1, b: 1, c: 1, d: 1 };

describe('what binds a batch', () => {
  it('is the storage while loads are at their permits', () => {
    expect(bound({ tasks: FOUR, memory: 100, loads: 2 })).toBe('storage');
  });

  it('is the cores while every core computes', () => {
    const { state } = new Scenario({ tasks: FOUR, memory: 100, cores: 2 }).loaded('a').loaded('b');
    expect(state.tasks.totals.computing).toBe(2);
    expect(bindingResource(state)).toBe('cores');
  });

  it('is the memory while the next file waits for it', () => {
    expect(bound({ tasks: FOUR, memory: 2 })).toBe('memory');
  });

  it('is the limit that the user set', () => {
    expect(bound({ tasks: FOUR, memory: 100, workers: 1 })).toBe('limit');
  });

  it('is the seats while no more may be held', () => {
    expect(bound({ tasks: FOUR, memory: 100, seats: 1 })).toBe('seats');
  });

  it('is the start while the first files show what memory they need', () => {
    expect(bound({ tasks: FOUR, memory: 3, cold: true })).toMatch(/start|memory/);
  });

  it('is the tail while nothing is left to start, or nothing more is admitted', () => {
    expect(bound({ tasks: { a: 1 }, memory: 100 })).toBe('tail');
    const draining = new Scenario({ tasks: FOUR, memory: 100, workers: 1 }).on({ type: 'drain', cause: 'x' });
    expect(bindingResource(draining.state)).toBe('tail');
  });
});

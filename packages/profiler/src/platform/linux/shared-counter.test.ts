import { describe, expect, it } from 'vitest';
import { sharedCounter } from './shared-counter.ts';

function counting(): { counter: NonNullable<ReturnType<typeof sharedCounter>>; kills: number; time: number } {
  const state = { kills: 3, time: 0 };
  const counter = sharedCounter(
    () => state.kills,
    () => state.time,
  );
  if (counter === null) throw new Error('a counter was expected');
  return Object.assign(state, { counter });
}

describe('a shared counter of kills', () => {
  it('ignores what it counted before', () => {
    expect(counting().counter.take()).toBeNull();
  });

  it('attributes a kill to one death only', () => {
    const state = counting();
    state.kills = 4;
    expect(state.counter.take()).toBe(4);
    expect(state.counter.take()).toBeNull();
  });

  it('remembers a kill that was counted before the process ended', () => {
    const state = counting();
    state.kills = 5;
    state.counter.look();
    state.time = 4000;
    state.counter.look();
    expect([state.counter.take(), state.counter.take(), state.counter.take()]).toEqual([5, 5, null]);
  });

  it('does not attribute a kill of long ago', () => {
    const state = counting();
    state.kills = 4;
    state.counter.look();
    state.time = 6000;
    expect(state.counter.take()).toBeNull();
  });

  it('is null if nothing is counted', () => {
    expect(sharedCounter(null)).toBeNull();
  });
});

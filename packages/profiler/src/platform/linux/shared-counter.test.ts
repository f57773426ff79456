import { describe, expect, it } from 'vitest';
import { sharedCounter } from './shared-counter.ts';

function counting(): { counter: NonNullable<ReturnType<typeof sharedCounter>>; kills: number; time: number } {
  const state = { kills: 3, time: 0 };
  const counter = sharedCounter(
    () => state.kills,
    () => state.time,
  );
  if (counter === null) throw new Error('there is a counter');
  return Object.assign(state, { counter });
}

describe('a counter of kills that is shared', () => {
  it('says nothing of what it counted before', () => {
    expect(counting().counter.take()).toBeNull();
  });

  it('credits a kill to one death alone', () => {
    const state = counting();
    state.kills = 4;
    expect(state.counter.take()).toBe(4);
    expect(state.counter.take()).toBeNull();
  });

  it('still knows of a kill that was seen before the process was gone', () => {
    const state = counting();
    state.kills = 5;
    state.counter.look();
    state.time = 4000;
    state.counter.look();
    expect([state.counter.take(), state.counter.take(), state.counter.take()]).toEqual([5, 5, null]);
  });

  it('does not take a kill of long ago for the cause', () => {
    const state = counting();
    state.kills = 4;
    state.counter.look();
    state.time = 6000;
    expect(state.counter.take()).toBeNull();
  });

  it('is none where nothing is counted', () => {
    expect(sharedCounter(null)).toBeNull();
  });
});

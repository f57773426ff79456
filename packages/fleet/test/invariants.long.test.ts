import { describe, expect, it } from 'vitest';
import { keepsSeats, outagesAreHarmless, settlesOnce, unfencedOver } from './simulated/invariants.ts';

describe('a fleet with lost answers, late requests, kills, stops and outages, 10,000 times', () => {
  it('appends only what may follow, settles each task once, and finishes', () => {
    settlesOnce([1001, 6000]);
  });

  it('never uses more seats than there are', () => {
    keepsSeats([1001, 6000]);
  });

  it('uses more seats than there are if workers do not stop by themselves: the check can fail', () => {
    expect(unfencedOver([1001, 1300])).toBeGreaterThan(0);
  });
});

describe('an outage of the server, of any length, 2,000 times', () => {
  it('takes nobody for dead, and repeats no attempt', () => {
    outagesAreHarmless([1001, 3000]);
  });
});

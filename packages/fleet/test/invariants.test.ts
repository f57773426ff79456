import { describe, expect, it } from 'vitest';
import { keepsSeats, outagesAreHarmless, settlesOnce, unfencedOver } from './simulated/invariants.ts';

describe('a fleet with lost answers, late requests, kills, stops and outages', () => {
  it('appends only what may follow, settles each task once, and finishes', () => {
    settlesOnce([1, 100]);
  });

  it('never uses more seats than there are', () => {
    keepsSeats([1, 100]);
  });

  it('uses more seats than there are if workers do not stop by themselves: the check can fail', () => {
    expect(unfencedOver([1, 60])).toBeGreaterThan(0);
  });
});

describe('an outage of the server, of any length', () => {
  it('takes nobody for dead, and repeats no attempt', () => {
    outagesAreHarmless([1, 60]);
  });
});

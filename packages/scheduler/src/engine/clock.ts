import type { Milliseconds } from '@ballast/resource-model';
import type { Clock } from '../ports.ts';

/** A clock that only moves forward, in milliseconds since `origin`. */
export function monotonicClock(origin: Milliseconds): Clock {
  return {
    now: () => Math.max(0, Math.round(performance.timeOrigin + performance.now() - origin)) as Milliseconds,
  };
}

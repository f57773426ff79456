import { KIB } from '@ballast/resource-model';
import type { HighWaterMark } from '../platform.ts';

/** The system reports one mark for the whole life of a process: only a new record belongs to the current span. */
export function recordMark(record: () => number = largestResidentSet): HighWaterMark {
  let before = 0;
  return {
    reset: () => {
      before = record();
    },
    read: () => {
      const now = record();
      return now > before ? now : null;
    },
  };
}

function largestResidentSet(): number {
  return process.resourceUsage().maxRSS * KIB;
}

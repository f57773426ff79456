import type { Alert } from '@ballast/reporting';
import { describe, expect, it } from 'vitest';
import { type Moment, noticesOf } from './notices.ts';

const alert = (since: number, until: number | null): Alert => ({
  code: 'workers-lost',
  since,
  until,
  words: `3 workers lost at ${since}`,
  next: 'see why',
});

function moment(alerts: readonly Alert[], state: Moment['now']['state'] = 'running'): Moment {
  return {
    figures: { alerts, headline: { tone: 'good', sentence: 'All is done.', detail: [] } },
    now: { state },
  };
}

describe('notices of a batch', () => {
  it('are of alerts that have begun since the page was opened', () => {
    expect(noticesOf(null, moment([alert(1, null)]))).toEqual([]);
    expect(noticesOf(moment([alert(1, null)]), moment([alert(1, null), alert(2, null)]))).toEqual([
      '3 workers lost at 2',
    ]);
    expect(noticesOf(moment([]), moment([alert(1, 2)]))).toEqual([]);
  });

  it('are of its end, once', () => {
    expect(noticesOf(moment([]), moment([], 'ended'))).toEqual(['All is done.']);
    expect(noticesOf(moment([], 'ended'), moment([], 'ended'))).toEqual([]);
  });
});

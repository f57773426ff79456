import type { Milliseconds } from '@ballast/resource-model';
import type { AttemptDraft } from './drafts.ts';

/** Times are kept to this part of a millisecond: brief tasks take less than one. */
const PARTS = 1000;

/**
 * Spaces attempts of a worker that ended one after the other, but were reported together: each takes the time that it measured,
 * and an equal share of what none of them measured, such as writing a result. If they measured more than there was, all are
 * shortened alike. The first keeps its beginning and the last its end.
 */
export function spaceEnds(attempts: readonly AttemptDraft[], at: number): void {
  const [first] = attempts;
  if (first === undefined) return;
  const begun = first.begunAt ?? at;
  const until = Math.max(begun, at);
  const from = Math.min(until, Math.max(begun, first.workerStartedAt ?? begun));
  const room = until - from;
  const measured = attempts.map(measuredTime);
  const sum = measured.reduce((total, time) => total + time, 0);
  const scale = sum > room ? room / sum : 1;
  const share = Math.max(0, room - sum) / attempts.length;
  const seen = first.phases.at(-1)?.at ?? from;
  let end = from;
  let before = from;
  for (const [i, attempt] of attempts.entries()) {
    if (i > 0) attempt.begunAt = before as Milliseconds;
    end += scale * (measured[i] ?? 0) + share;
    const isLast = i === attempts.length - 1;
    // It was seen at work, so it had not ended.
    before = isLast ? until : Math.min(until, Math.max(before, seen, rounded(end)));
    attempt.endedAt = before as Milliseconds;
  }
}

/** Zero of an attempt that measured nothing. */
function measuredTime({ end }: AttemptDraft): number {
  const measures = end?.type === 'settled' ? end.measures : null;
  if (measures === null) return 0;
  return measures.loadTime + (measures.gateTime ?? 0) + measures.computeTime;
}

function rounded(time: number): number {
  return Math.round(PARTS * time) / PARTS;
}

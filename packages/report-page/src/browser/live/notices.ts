import type { Alert, Figures, Now } from '@ballast/reporting';

/** What is new enough about a batch to interrupt somebody. */
export interface Moment {
  readonly figures: Pick<Figures, 'alerts' | 'headline'>;
  readonly now: Pick<Now, 'state'>;
}

/** Alerts that have begun, and the end of the batch. */
export function noticesOf(before: Moment | null, after: Moment): readonly string[] {
  if (before === null) return [];
  const known = new Set(before.figures.alerts.map(keyOf));
  const begun = after.figures.alerts.filter((alert) => alert.until === null && !known.has(keyOf(alert)));
  const ended = before.now.state === 'running' && after.now.state !== 'running';
  return [...begun.map(({ words }) => words), ...(ended ? [after.figures.headline.sentence] : [])];
}

function keyOf({ code, since }: Alert): string {
  return `${code} ${since}`;
}

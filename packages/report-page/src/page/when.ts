import type { Figures } from '@ballast/reporting';

/** `6 May 2031, 07:08 to 07:09 UTC`; empty if the journal has no valid time. */
export function whenText(
  { batch, makespan }: Pick<Figures, 'batch' | 'makespan'>,
  timeZone?: string,
): string {
  const { startedAt, firstAdmission, lastSettlement, endedAt } = batch;
  if (startedAt === '') return '';
  const origin = Date.parse(startedAt);
  const from = new Date(origin + (firstAdmission ?? 0));
  const until = new Date(origin + (endedAt ?? lastSettlement ?? firstAdmission ?? 0));
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', ...zone });
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...zone });
  const zoneName = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short', ...zone })
    .formatToParts(from)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const sameDay = day.format(from) === day.format(until);
  const start = `${day.format(from)}, ${clock.format(from)}`;
  const end = sameDay ? clock.format(until) : `${day.format(until)}, ${clock.format(until)}`;
  return makespan === null
    ? `${start} ${zoneName ?? ''}`.trim()
    : `${start} to ${end} ${zoneName ?? ''}`.trim();
}

import type { Figures } from '@ballast/reporting';

/** `local`: the zone of the machine that makes the page. */
export type PageZone = 'local' | 'UTC';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `6 May 2031, 07:08 to 07:09 UTC`; empty if the journal has no valid time. */
export function whenText(
  { batch, makespan }: Pick<Figures, 'batch' | 'makespan'>,
  zone: PageZone = 'local',
): string {
  const { startedAt, firstAdmission, lastSettlement, endedAt } = batch;
  if (startedAt === '') return '';
  const origin = Date.parse(startedAt);
  const from = momentOf(origin + (firstAdmission ?? 0), zone);
  const until = momentOf(origin + (endedAt ?? lastSettlement ?? firstAdmission ?? 0), zone);
  const start = `${from.day}, ${from.clock}`;
  const end = from.day === until.day ? until.clock : `${until.day}, ${until.clock}`;
  return makespan === null ? `${start} ${from.zone}` : `${start} to ${end} ${from.zone}`;
}

interface Moment {
  readonly day: string;
  readonly clock: string;
  readonly zone: string;
}

/**
 * `Intl.DateTimeFormat` would say the same, but Node has to find the data of all languages for it: that takes longer than the
 * rest of a small page.
 */
function momentOf(time: number, zone: PageZone): Moment {
  const east = zone === 'UTC' ? 0 : -new Date(time).getTimezoneOffset();
  // Its fields in UTC are those of the clock in that zone.
  const shown = new Date(time + east * 60_000);
  return {
    day: `${shown.getUTCDate()} ${MONTHS[shown.getUTCMonth()]} ${shown.getUTCFullYear()}`,
    clock: `${two(shown.getUTCHours())}:${two(shown.getUTCMinutes())}`,
    zone:
      east === 0
        ? 'UTC'
        : `UTC${east < 0 ? '-' : '+'}${two(Math.abs(east) / 60)}:${two(Math.abs(east) % 60)}`,
  };
}

function two(value: number): string {
  return String(Math.trunc(value)).padStart(2, '0');
}

import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FILES, isDenial, licensed, recordedSuch, SEATS, statuses } from '../batches/licensed-batch.ts';
import { type AnyRecord, journalOf } from '../support/journal-of.ts';
import { temporaryFolder } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';

/** How long the pool has no seat, in milliseconds; set the variable to hours to see what happens then. */
const DROUGHT = Number(process.env.BALLAST_TEST_DROUGHT_MS ?? 6000);

const isSeats =
  (state: string) =>
  (record: AnyRecord): boolean =>
    record.type === 'seats' && record.state === state;

describe.runIf(HAS_COMPILER)('a batch for which no licence seat is left', () => {
  it(
    'waits, reports that, and continues when seats are available again',
    async () => {
      using folder = temporaryFolder();
      const { ended, out, resize } = await licensed(folder.path, { policy: 'adaptive', seats: SEATS });
      await recordedSuch(out, ({ type }) => type === 'settled');
      resize(0);
      await recordedSuch(out, isSeats('waiting'));
      await pause(DROUGHT);
      expect(journalOf(out).filter(({ type }) => type === 'ended')).toEqual([]);
      resize(SEATS);
      const end = await ended;
      expect(end.code).toBe(0);
      expect(end.stderr).toMatch(/has waited .* for a licence seat/);
      expect(statuses(out)).toEqual(Array(FILES).fill('succeeded'));
      const records = journalOf(out);
      const [from, to] = ['waiting', 'granted'].map((state) => Number(records.find(isSeats(state))?.at));
      if (from === undefined || to === undefined) throw new Error('defect: two states were named');
      expect(to - from).toBeGreaterThanOrEqual(DROUGHT);
      // It tries now and then, not all the time: after pauses of half a second and more.
      const denied = records.filter((r) => isDenial(r) && Number(r.at) > from && Number(r.at) < to);
      expect(denied.length).toBeLessThanOrEqual(4 + (to - from) / 500);
    },
    15 * 60_000 + DROUGHT,
  );
});

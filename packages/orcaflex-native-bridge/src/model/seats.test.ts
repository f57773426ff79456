import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UNPACED } from '@ballast/results-model';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readKeys } from '../../test/read-keys.ts';
import { buildStandin, generateFile } from '../../test/standin.ts';
import { orcaflex } from '../reader/orcaflex.ts';
import { OrcaFlexModel } from './orcaflex-model.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-seats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The library reads this variable at its first use in this process. */
const pool = join(folder, 'seats');
process.env.BALLAST_STANDIN_SEATS = pool;
process.env.BALLAST_STANDIN_SEAT_WAIT_MS = '1';

const seats = (count: number): void => writeFileSync(pool, String(count));
const held = (): number =>
  existsSync(`${pool}.holders`)
    ? readFileSync(`${pool}.holders`, 'utf8')
        .split('\n')
        .filter((line) => line !== '').length
    : 0;

describe.runIf(library !== null)('a pool of one licence', () => {
  const file = generateFile(folder, '--min', '50KB', '--max', '50KB');
  beforeEach(() => seats(1));

  it('is held by a model from its load to its disposal', async () => {
    using model = await OrcaFlexModel.load(file.path, { library });
    expect(held()).toBe(1);
    model.dispose();
    expect(held()).toBe(0);
  });

  it('refuses a second model with a fault that no other cause has', async () => {
    using _first = await OrcaFlexModel.load(file.path, { library });
    await expect(OrcaFlexModel.load(file.path, { library })).rejects.toMatchObject({
      code: 'SEAT_DENIED',
      class: 'seat',
      details: { status: 25, seatDenied: true },
    });
  });

  it('is available again after a load that failed', async () => {
    const broken = generateFile(join(folder, 'broken'), '--min', '50KB', '--fault', 'read-error');
    await expect(OrcaFlexModel.load(broken.path, { library })).rejects.toMatchObject({
      code: 'ORCFXAPI_FILE_READ_ERROR',
    });
    expect(held()).toBe(0);
  });

  it('refuses the reader in the same way', async () => {
    using _first = await OrcaFlexModel.load(file.path, { library });
    const reader = orcaflex({ library, environment: {}, platform: process.platform });
    await expect(reader.open(file.path, UNPACED)).rejects.toMatchObject({ code: 'SEAT_DENIED' });
  });

  it('makes the load wait as long as a handler requests', async () => {
    seats(0);
    const attempts: number[] = [];
    const onLicenceNotFound = (attempt: number): number => {
      attempts.push(attempt);
      if (attempt === 3) seats(1);
      return 1;
    };
    using model = await OrcaFlexModel.load(file.path, { library, onLicenceNotFound });
    expect(model.state).toBe('complete');
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('is given up when a handler returns null', async () => {
    seats(0);
    const attempts: number[] = [];
    const onLicenceNotFound = (attempt: number): number | null => (attempts.push(attempt) < 2 ? 0 : null);
    await expect(OrcaFlexModel.load(file.path, { library, onLicenceNotFound })).rejects.toMatchObject({
      code: 'SEAT_DENIED',
    });
    expect(attempts).toEqual([1, 2]);
  });

  it('is given up when a handler throws', async () => {
    seats(0);
    const onLicenceNotFound = (): number => {
      throw new Error('handler');
    };
    await expect(OrcaFlexModel.load(file.path, { library, onLicenceNotFound })).rejects.toThrow('handler');
    await expect(OrcaFlexModel.load(file.path, { library })).rejects.toMatchObject({ code: 'SEAT_DENIED' });
  });

  it('that is lost while results are read fails the whole file, not one series', async () => {
    const losing = generateFile(join(folder, 'losing'), '--min', '50KB', '--switch', 'lose-seat-after=1');
    const reader = orcaflex({ library, environment: {}, platform: process.platform });
    const keys = ['X', 'Y'].map((variable, index) => ({
      object: 'Vessel1',
      variable,
      period: { kind: 'range', from: index, to: null } as const,
    }));
    await expect(readKeys(reader, losing.path, keys)).rejects.toMatchObject({
      code: 'SEAT_DENIED',
      details: { call: 'C_GetMultipleTimeHistoriesW' },
    });
    expect(held()).toBe(0);
  });
});

import { expect, it } from 'vitest';
import { FILES, slowBatch } from '../batches/slow-batch.ts';
import { recorded } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { startBallast } from '../support/run-ballast.ts';

const HAS_SIGNALS = process.platform !== 'win32';
if (!HAS_SIGNALS) console.warn('skipped: on Windows one process cannot send another a signal');

const place = placeOfEachTest();

it.runIf(HAS_SIGNALS)('a batch without a terminal goes on when its session is closed', async () => {
  const { child, ended } = startBallast(['run', await slowBatch(place)]);
  await recorded(place.out, 'admitted', 1);
  child.kill('SIGHUP');
  await recorded(place.out, 'settled', 2);
  child.kill('SIGHUP');
  expect(await ended).toMatchObject({ code: 0, stdout: expect.stringContaining(`${FILES} of ${FILES}`) });
});

import { z } from 'zod';
import type { Retries } from '../batch.ts';
import { DEFAULTS } from '../defaults.ts';
import { durationText } from '../quantity/duration.ts';
import { wholeNumber } from './fields.ts';
import { span } from './span.ts';

const MOST = 10;
const WORDS = `a whole number from 0 to ${MOST}`;

function times(count: number, description: string): z.ZodDefault<z.ZodType<number, number>> {
  return wholeNumber(WORDS, [0, MOST]).default(count).meta({ description });
}

export const retriesSchema: z.ZodType<Retries, object | undefined> & z.ZodPrefault = z
  .strictObject(
    {
      workerLost: times(1, 'Attempts more after the worker process was lost and nobody knows why.'),
      workerLostAlone: times(
        2,
        'Attempts more after those, with nothing beside them; a file that loses its worker then too is not tried again.',
      ),
      outOfMemory: times(
        1,
        'Attempts more, with nothing beside them, after it is proven that memory ran out.',
      ),
      hung: times(0, 'Attempts more after one that made no progress for hungAfter.'),
      timedOut: times(0, 'Attempts more after one that took longer than timeout.'),
      unstableInput: times(1, 'Attempts more after the file changed while it was read.'),
      unavailableInput: span(['0s', '1d'])
        .prefault(durationText(DEFAULTS.unavailableInput))
        .meta({
          description:
            'Longest time that a file is waited for which was there when the batch began and cannot be read any more (a share ' +
            'that is gone, a device that fails): from 0s to 1d. A file that was not there from the beginning is not waited for.',
        }),
    },
    { error: 'a mapping with workerLost, outOfMemory and so on' },
  )
  .prefault({})
  .meta({ description: 'How often a file is tried again, by what went wrong.', default: {} });

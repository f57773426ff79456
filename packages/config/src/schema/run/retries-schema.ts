import { z } from 'zod';
import type { Retries } from '../../batch.ts';
import { DEFAULTS } from '../../defaults.ts';
import { durationText } from '../../quantity/duration.ts';
import { span } from '../columns/span.ts';
import { wholeNumber } from '../fields.ts';

const MOST = 10;
const WORDS = `a whole number from 0 to ${MOST}`;

function times(count: number, description: string): z.ZodDefault<z.ZodType<number, number>> {
  return wholeNumber(WORDS, { min: 0, max: MOST }).default(count).meta({ description });
}

export const retriesSchema: z.ZodType<Retries, object | undefined> & z.ZodPrefault = z
  .strictObject(
    {
      workerLost: times(1, 'Retries after the worker process was lost for an unknown reason.'),
      workerLostAlone: times(
        2,
        'Retries after those, running alone; a file that loses its worker again is not retried any further.',
      ),
      outOfMemory: times(1, 'Retries, running alone, after it was proven that memory ran out.'),
      hung: times(0, 'Retries after an attempt made no progress for hungAfter.'),
      timedOut: times(0, 'Retries after an attempt exceeded timeout.'),
      unstableInput: times(1, 'Retries after the file changed while it was read.'),
      unavailableInput: span({ min: '0s', max: '1d' })
        .prefault(durationText(DEFAULTS.unavailableInput))
        .meta({
          description:
            'How long to wait for a file that has become unavailable since the batch began (a lost share, a failing device): ' +
            'from 0s to 1d. The batch does not wait for a file that was missing from the beginning.',
        }),
    },
    { error: 'a mapping with workerLost, outOfMemory and so on' },
  )
  .prefault({})
  .meta({ description: 'How many times a file is retried, by cause of failure.', default: {} });

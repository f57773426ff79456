import type { FilterSpec } from '@ballast/results-model';
import { z } from 'zod';

const WORDS = 'a mapping with lowpass, highpass or bandpass';
const HERTZ = 'a frequency in Hz above 0';
const BAND = 'two frequencies in Hz, [from, to], from below to';
const ORDER = 'an order from 1 to 10';

const hertz = z.number({ error: HERTZ }).positive({ error: HERTZ });

export const filterSchema: z.ZodType<FilterSpec> = z
  .strictObject(
    {
      lowpass: hertz.optional().meta({ description: 'Cut-off of a low pass in Hz.' }),
      highpass: hertz.optional().meta({ description: 'Cut-off of a high pass in Hz.' }),
      bandpass: z
        .tuple([hertz, hertz], { error: BAND })
        .refine(([from, to]) => from < to, { error: BAND })
        .optional()
        .meta({ description: 'Cut-offs of a band pass in Hz: [from, to].' }),
      order: z
        .int({ error: ORDER })
        .min(1, { error: ORDER })
        .max(10, { error: ORDER })
        .default(4)
        .meta({ description: 'Order of the low-pass prototype; a band pass has twice as many poles.' }),
    },
    { error: WORDS },
  )
  .transform(({ lowpass, highpass, bandpass, order }, context): FilterSpec => {
    const given: FilterSpec[] = [
      ...(lowpass === undefined ? [] : [{ kind: 'lowpass', cutOff: lowpass, order } as const]),
      ...(highpass === undefined ? [] : [{ kind: 'highpass', cutOff: highpass, order } as const]),
      ...(bandpass === undefined
        ? []
        : [{ kind: 'bandpass', from: bandpass[0], to: bandpass[1], order } as const]),
    ];
    const [only] = given;
    if (given.length === 1 && only !== undefined) return only;
    // An unknown key has its own mistake, and may be a misspelling of the missing one.
    if (context.issues.length > 0) return z.NEVER;
    const params = { found: given.length === 0 ? 'none of them' : `${given.length} of them` };
    const message = 'exactly one of lowpass, highpass and bandpass';
    context.issues.push({ code: 'custom', message, input: { order }, params });
    return z.NEVER;
  });

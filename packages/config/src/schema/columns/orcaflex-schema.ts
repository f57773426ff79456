import { z } from 'zod';
import { LOGGINGS, type OrcaflexSettings, SEAT_SCOPES } from '../../batch.ts';
import { DEFAULTS } from '../../defaults.ts';
import { durationText } from '../../quantity/duration.ts';
import { text, wholeNumber } from '../fields.ts';
import { LONGEST, span } from './span.ts';

const SCOPE_WORDS = SEAT_SCOPES.join(' or ');
const MOST_SEATS = 10_000;
const SEATS_WORDS = `auto or a whole number from 1 to ${MOST_SEATS}`;
const VERSION_WORDS = 'a version of OrcaFlex such as "11.6", in quotes';

const licences = z
  .strictObject(
    {
      scope: z.enum(SEAT_SCOPES, { error: SCOPE_WORDS }).default('machine').meta({
        description:
          'What one licence seat covers: machine (all workers of this machine together) or process (one worker).',
      }),
      patience: span({ min: '0s', max: LONGEST })
        .prefault(durationText(DEFAULTS.licencePatience))
        .meta({
          description:
            'How long to retry quickly for a licence before the batch reports that none is available and retries once a ' +
            'minute; from 0s to 24d. The batch resumes as soon as a licence is available.',
        }),
      seats: z
        .union(
          [z.literal('auto', { error: SEATS_WORDS }), wholeNumber(SEATS_WORDS, { min: 1, max: MOST_SEATS })],
          {
            error: SEATS_WORDS,
          },
        )
        .default('auto')
        .meta({
          description:
            'Maximum number of licence seats that the batch may use (each attempt uses one), or auto: all that are ' +
            'available. If resources.seats is also set, the smaller number applies.',
        }),
    },
    { error: 'a mapping with scope, patience and seats' },
  )
  .prefault({})
  .meta({ description: 'How licences are counted, and how long to wait for one.', default: {} });

export const orcaflexSchema: z.ZodType<OrcaflexSettings | null> = z
  .strictObject(
    {
      library: text('the path of the OrcFxAPI library').nullable().default(null).meta({
        description:
          'Path of the OrcFxAPI library, relative to the folder of this file; null for the installed library.',
      }),
      logging: z
        .enum(LOGGINGS, { error: LOGGINGS.join(', ') })
        .default('default')
        .meta({
          description:
            'Where OrcaFlex keeps the log of a simulation while it is read: default (OrcaFlex decides), virtual (it stays in ' +
            'the file), memory or disk (a copy).',
        }),
      version: z
        .string({ error: VERSION_WORDS })
        .regex(/^\d{1,3}(?:\.\d{1,3})?[a-z]?$/, { error: VERSION_WORDS })
        .nullable()
        .default(null)
        .meta({
          description: 'Version of the installed OrcaFlex to use; null for the most recently installed one.',
          examples: ['11.6'],
        }),
      licences,
    },
    { error: 'a mapping with library, logging, version and licences' },
  )
  .nullable()
  .default(null)
  .meta({ description: 'Settings of reader orcaflex; not allowed with any other reader.', default: null });

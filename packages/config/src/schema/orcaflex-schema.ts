import { z } from 'zod';
import { LOGGINGS, type OrcaflexSettings, SEAT_SCOPES } from '../batch.ts';
import { DEFAULTS } from '../defaults.ts';
import { durationText } from '../quantity/duration.ts';
import { text, wholeNumber } from './fields.ts';
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
          'What one licence seat serves: machine (all workers of this machine together) or process (each worker).',
      }),
      patience: span(['0s', LONGEST])
        .prefault(durationText(DEFAULTS.licencePatience))
        .meta({
          description:
            'How long the batch looks for a licence when none is to be had before it says so and looks only every minute; ' +
            'from 0s to 24d. It goes on as soon as there is one.',
        }),
      seats: z
        .union([z.literal('auto', { error: SEATS_WORDS }), wholeNumber(SEATS_WORDS, [1, MOST_SEATS])], {
          error: SEATS_WORDS,
        })
        .default('auto')
        .meta({
          description:
            'Licence seats that the batch may hold (a whole number; each attempt takes one), or auto: as many as it is given. ' +
            'Where resources.seats is set too, the smaller counts.',
        }),
    },
    { error: 'a mapping with scope, patience and seats' },
  )
  .prefault({})
  .meta({ description: 'How licences are counted and waited for.', default: {} });

export const orcaflexSchema: z.ZodType<OrcaflexSettings | null> = z
  .strictObject(
    {
      library: text('the path of the OrcFxAPI library').nullable().default(null).meta({
        description:
          'Path of the OrcFxAPI library, relative to the folder of this file; null for the installed one.',
      }),
      logging: z
        .enum(LOGGINGS, { error: LOGGINGS.join(', ') })
        .default('default')
        .meta({
          description:
            'Where the log of a simulation is while it is read: default (as OrcaFlex decides), virtual (left in the file), ' +
            'memory or disk (a copy).',
        }),
      version: z
        .string({ error: VERSION_WORDS })
        .regex(/^\d{1,3}(?:\.\d{1,3})?[a-z]?$/, { error: VERSION_WORDS })
        .nullable()
        .default(null)
        .meta({
          description: 'Version of the installed OrcaFlex to use; null for the one that is installed last.',
          examples: ['11.6'],
        }),
      licences,
    },
    { error: 'a mapping with library, logging, version and licences' },
  )
  .nullable()
  .default(null)
  .meta({ description: 'Settings of reader orcaflex; not allowed with any other.', default: null });

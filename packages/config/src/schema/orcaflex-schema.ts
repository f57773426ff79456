import { z } from 'zod';
import { LOGGINGS, type OrcaflexSettings, SEAT_SCOPES } from '../batch.ts';
import { text } from './fields.ts';

const SCOPE_WORDS = SEAT_SCOPES.join(' or ');
const VERSION_WORDS = 'a version of OrcaFlex such as "11.6", in quotes';

const licences = z
  .strictObject(
    {
      scope: z.enum(SEAT_SCOPES, { error: SCOPE_WORDS }).default('machine').meta({
        description:
          'What one licence seat serves: machine (all workers of this machine together) or process (each worker).',
      }),
    },
    { error: 'a mapping with scope' },
  )
  .prefault({})
  .meta({ description: 'How licences are counted.', default: {} });

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
  .meta({ description: 'Settings of reader orcaflex; not allowed with any other.' });

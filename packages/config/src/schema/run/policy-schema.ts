import { type Bytes, DIGITALMODEL_SIZE_TABLE, OPPNDA, type SizeThreshold } from '@ballast/resource-model';
import { z } from 'zod';
import { MOST_WORKERS, type Policy } from '../../policy.ts';
import { parseSize, SIZE_PATTERN, SIZE_WORDS } from '../../quantity/memory.ts';
import { refused } from '../../quantity/parsed.ts';
import { quantity, wholeNumber } from '../fields.ts';

const WORDS =
  'adaptive, size-table, oppnda, { fixed: N }, { size-table: [...] }, { oppnda: {...} } or { memfree: SIZE, workers: N }';
const WORKERS_WORDS = `a whole number from 1 to ${MOST_WORKERS}`;
const workers = wholeNumber(WORKERS_WORDS, { min: 1, max: MOST_WORKERS });

const named = z.enum(['adaptive', 'size-table', 'oppnda'], { error: WORDS }).transform((kind): Policy => {
  switch (kind) {
    case 'adaptive':
      return { kind };
    case 'size-table':
      // A copy: the batch is frozen at every depth, but the table belongs to another package.
      return { kind, thresholds: DIGITALMODEL_SIZE_TABLE.map((row) => ({ ...row })) };
    case 'oppnda':
      return { kind, knobs: { ...OPPNDA }, safety: true };
  }
});

const atLeastOneByte = quantity<Bytes>(SIZE_WORDS, (written) => {
  const parsed = parseSize(written);
  return parsed.ok && parsed.value === 0 ? refused('a size of more than 0 bytes') : parsed;
});

const row = z.strictObject(
  {
    below: atLeastOneByte.optional().meta({
      description: 'The row applies to a mean file size below this; omitted in the last row only.',
      pattern: SIZE_PATTERN,
      examples: ['100MB', '1GiB'],
    }),
    workers: workers.meta({ description: 'Maximum number of tasks in flight.' }),
  },
  { error: 'a mapping with below and workers' },
);

const table = z
  .array(row, { error: 'a list of rows' })
  .min(1, { error: 'a list of rows with at least one element' })
  .check((context) => {
    const rows = context.value;
    let before = 0;
    for (const [i, { below }] of rows.entries()) {
      const last = i === rows.length - 1;
      const path = [i, 'below'];
      const add = (message: string): void => {
        context.issues.push({ code: 'custom', message, input: rows, path });
      };
      if (last && below !== undefined) add('no limit in the last row');
      else if (!last && below === undefined) add('a limit in every row but the last');
      else if (below !== undefined && below <= before) add('a limit above that of the previous row');
      before = below ?? before;
    }
  })
  .transform((rows): readonly SizeThreshold[] =>
    rows.map(({ below = null, workers: allowed }) => ({ below, workers: allowed })),
  );

const ETA_WORDS = 'a share above 0 and at most 1';
const GAMMA_WORDS = 'a number from 0 to 1000';
const oppnda = z
  .strictObject(
    {
      eta: z
        .number({ error: ETA_WORDS })
        .gt(0, { error: ETA_WORDS })
        .max(1, { error: ETA_WORDS })
        .default(OPPNDA.eta)
        .meta({ description: 'Share of the memory budget that may be used.' }),
      gamma: z
        .number({ error: GAMMA_WORDS })
        .min(0, { error: GAMMA_WORDS })
        .max(1000, { error: GAMMA_WORDS })
        .default(OPPNDA.gamma)
        .meta({ description: 'Bytes of memory for each byte of file.' }),
      overhead: quantity<number>(SIZE_WORDS, parseSize)
        .prefault('50MB')
        .meta({
          description: 'Memory that a worker needs in addition to its file.',
          pattern: SIZE_PATTERN,
          examples: ['50MB', '64MiB'],
        }),
      minWorkers: workers.default(OPPNDA.minWorkers).meta({ description: 'Minimum number of workers.' }),
      maxWorkers: workers.default(OPPNDA.maxWorkers).meta({ description: 'Maximum number of workers.' }),
      fallback: workers
        .default(OPPNDA.fallback)
        .meta({ description: 'Number of workers if the memory is unknown or safety is false.' }),
      safety: z
        .boolean({ error: 'true or false' })
        .default(true)
        .meta({ description: 'Whether to check the memory; false uses the fallback.' }),
    },
    { error: 'a mapping with eta, gamma, overhead and so on' },
  )
  .check((context) => {
    const { minWorkers, maxWorkers } = context.value;
    if (minWorkers <= maxWorkers) return;
    const params = { found: `${minWorkers} and ${maxWorkers}` };
    const message = 'minWorkers of at most maxWorkers';
    context.issues.push({ code: 'custom', message, input: context.value, params });
  });

const KINDS = ['fixed', 'size-table', 'oppnda', 'memfree'] as const;

const detailed = z
  .strictObject(
    {
      fixed: workers
        .optional()
        .meta({ description: 'A fixed number of tasks in flight, whatever they need.' }),
      'size-table': table.optional().meta({
        description: 'Tasks in flight by the mean size of the files: rows with rising limits.',
        examples: [[{ below: '100MB', workers: 30 }, { workers: 10 }]],
      }),
      oppnda: oppnda
        .optional()
        .meta({ description: 'The memory model and the adaptive semaphore of OppNDA.' }),
      memfree: atLeastOneByte.optional().meta({
        description: 'Starts one more task whenever at least this much memory is free, up to workers.',
        pattern: SIZE_PATTERN,
        examples: ['4GB'],
      }),
      workers: workers
        .optional()
        .meta({ description: 'Maximum number of tasks in flight; only with memfree.' }),
    },
    { error: WORDS },
  )
  .transform((written, context): Policy => {
    const given = KINDS.filter((kind) => written[kind] !== undefined);
    const { fixed, 'size-table': thresholds, oppnda: knobs, memfree, workers: most } = written;
    const refuse = (message: string, more: { readonly path?: string[]; readonly found?: string }): never => {
      const { path = [], found } = more;
      const params = found === undefined ? {} : { found };
      context.issues.push({ code: 'custom', message, input: written, path, params });
      return z.NEVER;
    };
    // An unknown key has its own mistake, and may be a misspelling of the missing one.
    if (given.length !== 1 && context.issues.length > 0) return z.NEVER;
    if (given.length !== 1) {
      const found = given.length === 0 ? 'none of them' : given.join(' and ');
      return refuse(`exactly one of ${KINDS.join(', ')}`, { found });
    }
    if (memfree !== undefined) {
      return most === undefined
        ? refuse(WORKERS_WORDS, { path: ['workers'] })
        : { kind: 'memfree', free: memfree, workers: most };
    }
    if (most !== undefined) return refuse('workers only with memfree', { path: ['workers'] });
    if (fixed !== undefined) return { kind: 'fixed', workers: fixed };
    if (thresholds !== undefined) return { kind: 'size-table', thresholds };
    if (knobs === undefined) return z.NEVER;
    const { safety, ...rest } = knobs;
    return { kind: 'oppnda', knobs: rest, safety };
  })
  .meta({ minProperties: 1, maxProperties: 2 });

// As in `period-schema.ts`, the branches differ in kind: text and mapping.
export const policySchema: z.ZodDefault<z.ZodType<Policy>> = z
  .union([named, detailed], { error: WORDS })
  .default({ kind: 'adaptive' })
  .meta({
    description:
      'How the number of tasks in flight is chosen: adaptive (memory, loads and cores each have a budget) or, for ' +
      'comparison, { fixed: N }, size-table (30, 20, 15 or 10 by mean file size, or your own rows), oppnda ' +
      '(with or without parameters), { memfree: SIZE, workers: N }.',
    default: 'adaptive',
    examples: ['adaptive', { fixed: 15 }, 'size-table', { memfree: '4GB', workers: 30 }],
  });

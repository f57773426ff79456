import type { Bytes, Milliseconds } from '@ballast/resource-model';
import { z } from 'zod';
import { parseDuration } from '../../quantity/duration.ts';
import { parseSize, SIZE_PATTERN, SIZE_WORDS } from '../../quantity/memory.ts';
import { refused } from '../../quantity/parsed.ts';
import type { RowValue } from '../../task.ts';
import { finiteNumber, quantity, safeName, someOf, text, wholeNumber } from '../fields.ts';

/** A task as a batch file has it: exactly one of `command`, `python` and `node`. */
export interface TaskFile {
  readonly name: string | null;
  readonly command?: readonly string[] | undefined;
  readonly python?: string | undefined;
  readonly node?: string | undefined;
  readonly pythonExecutable: string | null;
  readonly directory: string | null;
  readonly rows: string | readonly Readonly<Record<string, RowValue>>[] | null;
  readonly depends: readonly string[];
  readonly features: Readonly<Record<string, string>>;
  readonly threads: number | null;
  readonly shared: { readonly memory: Bytes | null };
  readonly needs: Readonly<Record<string, number>>;
  readonly retries: Readonly<Record<string, number>>;
  readonly timeout: TaskTimeout | null;
  readonly environment: readonly string[];
  readonly collect: string | null;
}

export type TaskTimeout =
  | { readonly kind: 'span'; readonly time: Milliseconds }
  | { readonly kind: 'times'; readonly factor: number };

const MOST_TOKENS = 10_000;
const MOST_RETRIES = 10;
const MOST_THREADS = 64;
const TIMEOUT_WORDS = 'a time with its unit, or a multiple of the median such as 5x';
const NAME_WORDS = 'a name of letters, digits, _ and -';
const NAME = /^[A-Za-z_][\w-]{0,63}$/;

const FLEET_NAME_WORDS =
  'a name of letters, digits, `_` and `-`, at most 63 characters, beginning with a letter';
const FLEET_NAME = /^[A-Za-z][\w-]{0,62}$/;

const name = z.string({ error: NAME_WORDS }).regex(NAME, { error: NAME_WORDS });
const tokenCount = wholeNumber(`a whole number from 1 to ${MOST_TOKENS}`, { min: 1, max: MOST_TOKENS });

/** Named limits of the user's own. */
export const tokensSchema: z.ZodType<Readonly<Record<string, number>>> = z
  .record(name, tokenCount, { error: 'a mapping from names to numbers' })
  .meta({
    description:
      'Limits of your own by name, such as licences of another program: tasks that need some of them (task.needs) never ' +
      'hold more together.',
    examples: [{ matlab: 3 }],
  });

const timeout = quantity<TaskTimeout>(TIMEOUT_WORDS, (written) => {
  const times = /^(\d{1,4}(?:\.\d{1,3})?) ?x$/.exec(written);
  if (times !== null) {
    const factor = Number(times[1]);
    return factor > 1
      ? { ok: true, value: { kind: 'times', factor } }
      : refused('a multiple of more than 1x');
  }
  const parsed = parseDuration(written);
  if (!parsed.ok) return refused(TIMEOUT_WORDS, 'for example `20min`, `90s` or `5x`');
  return { ok: true, value: { kind: 'span', time: parsed.value } };
});

const cell = z.union([z.string(), finiteNumber('a number'), z.boolean(), z.null()], {
  error: 'a text, a number, true, false or null',
});
const ROWS_WORDS = 'the path of a CSV file, or a list of rows';

const rows = z
  .union(
    [
      text(ROWS_WORDS),
      someOf(z.record(z.string(), cell, { error: 'a mapping from columns to values' }), ROWS_WORDS),
    ],
    {
      error: ROWS_WORDS,
    },
  )
  .nullable()
  .default(null)
  .meta({
    default: null,
    description:
      'A CSV file with a task for each row in place of input files, or the rows themselves; {column} is the value of a column.',
  });

export const taskSchema: z.ZodType<TaskFile> = z.strictObject(
  {
    name: z
      .string({ error: FLEET_NAME_WORDS })
      .regex(FLEET_NAME, { error: FLEET_NAME_WORDS })
      .nullable()
      .default(null)
      .meta({
        default: null,
        description:
          'Name by which each machine of a fleet allows this task in its own fleet file; only needed to run on a fleet.',
        examples: ['drag'],
      }),
    command: someOf(text('a program or an argument'), 'a list of a program and its arguments')
      .optional()
      .meta({
        description:
          'Program and arguments, run without a shell for each input. Placeholders: {input}, {stem}, {name}, {folder}, ' +
          '{index}, {out}, {cores}, and {column} for tasks that are rows.',
        examples: [['python3', 'proc.py', '{input}']],
      }),
    python: text('module:function')
      .optional()
      .meta({
        description:
          'Python function that is called with each input: proc:process, or tools/proc.py:process.',
        examples: ['proc:process'],
      }),
    node: text('module.mjs#function')
      .optional()
      .meta({
        description: 'JavaScript function that is called with each input: proc.mjs#process.',
        examples: ['proc.mjs#process'],
      }),
    pythonExecutable: text('the path of a Python').nullable().default(null).meta({
      description: 'Python to use; null for that of the virtual environment of the folder, else python3.',
    }),
    directory: text('the path of a folder').nullable().default(null).meta({
      description:
        'Folder in which tasks run, and from which their paths count; null for the folder of this file.',
    }),
    rows,
    depends: z.array(text('the path of a file'), { error: 'a list of files' }).default([]).meta({
      description:
        'Files that the results depend on besides the inputs: if one changes, the tasks run again.',
    }),
    features: z
      .record(name, text('a text with placeholders'), { error: 'a mapping from names to texts' })
      .default({})
      .meta({
        description: 'What the memory and time of a task may depend on; the size of its input unless given.',
        examples: [{ rows: '{rows}' }],
      }),
    threads: wholeNumber(`a whole number from 1 to ${MOST_THREADS}`, { min: 1, max: MOST_THREADS })
      .nullable()
      .default(null)
      .meta({
        description:
          'Cores that one task uses, the same as resources.nativeThreads; OMP_NUM_THREADS and its like are set to it.',
      }),
    shared: z
      .strictObject(
        {
          memory: quantity<Bytes>(SIZE_WORDS, parseSize)
            .nullable()
            .default(null)
            .meta({
              default: null,
              description: 'Memory that each worker needs whatever its input is; null to learn it.',
              pattern: SIZE_PATTERN,
              examples: ['2GiB'],
            }),
        },
        { error: 'a mapping with memory' },
      )
      .prefault({})
      .meta({ description: 'What each worker needs whatever its input is.', default: {} }),
    needs: z
      .record(name, tokenCount, { error: 'a mapping from names to numbers' })
      .default({})
      .meta({
        description: 'How many of the tokens of resources.tokens a task holds while it runs.',
        examples: [{ matlab: 1 }],
      }),
    retries: z
      .record(
        z.string().regex(/^\d{1,3}$/, { error: 'an exit code' }),
        wholeNumber(`a whole number from 0 to ${MOST_RETRIES}`, { min: 0, max: MOST_RETRIES }),
        { error: 'a mapping from exit codes to numbers' },
      )
      .default({})
      .meta({
        description: 'How many times a task that ended with an exit code is run again.',
        examples: [{ '75': 2 }],
      }),
    timeout: timeout
      .nullable()
      .default(null)
      .meta({
        default: null,
        description:
          'Time limit of one attempt: a time, the same as resources.timeout, or a multiple of the median of what has ended (5x).',
        examples: ['20min', '5x'],
      }),
    environment: z.array(name, { error: 'a list of names' }).default([]).meta({
      description:
        'Variables of the environment whose values the report shows; tasks get all of them in any case.',
    }),
    collect: safeName('the name of a file').nullable().default(null).meta({
      description:
        'A small CSV or Parquet file that every task writes into {out}: they become one table, in the order of the inputs.',
    }),
  },
  { error: 'a mapping with command, python or node' },
) as z.ZodType<TaskFile>;

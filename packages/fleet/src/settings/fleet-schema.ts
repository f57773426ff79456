import { parseDuration } from '@ballast/config';
import * as z from 'zod';

/** Names of roots, pools and nodes: they are parts of subjects and of records. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;
const NAME_WORDS =
  'a name of letters, digits, `_` and `-`, at most 63 characters, beginning with a letter or digit';
const SERVER = /^(?:tls|nats):\/\/[^\s/@:]+(?::\d{1,5})?$|^(?:tls|nats):\/\/\[[0-9a-fA-F:]+\](?::\d{1,5})?$/;
const SERVER_WORDS = 'an address such as tls://box:4222, or nats://127.0.0.1:4222 without TLS';
const SHORTEST_SILENCE = 2000;
const LONGEST_SILENCE = 3_600_000;
const SILENCE_WORDS = 'a time from 2s to 1h, such as 30s';
const MOST_SEATS = 10_000;

const text = (words: string): z.ZodString => z.string({ error: words }).min(1, { error: words });
const name = z.string({ error: NAME_WORDS }).regex(NAME, { error: NAME_WORDS });
const filePath = text('a path, which counts from the folder of this file');

const silence = z.string({ error: SILENCE_WORDS }).transform((written, context): number => {
  const parsed = parseDuration(written);
  const isIn = parsed.ok && parsed.value >= SHORTEST_SILENCE && parsed.value <= LONGEST_SILENCE;
  if (isIn) return parsed.value;
  context.addIssue({ code: 'custom', message: SILENCE_WORDS });
  return z.NEVER;
});

const PER_WORDS = 'machine or process';
const POOL_WORDS = `a whole number from 1 to ${MOST_SEATS}`;
const pool = z.strictObject(
  {
    pool: z.int({ error: POOL_WORDS }).min(1, { error: POOL_WORDS }).max(MOST_SEATS, { error: POOL_WORDS }),
    per: z.enum(['machine', 'process'], { error: PER_WORDS }).default('process'),
  },
  { error: 'the number of seats (pool), and what uses one (per)' },
);

const TASK_WORDS =
  'exactly one of command, python and node, such as { command: [python3, drag.py, "{input}"] }';
const ARGUMENTS = 'a list of a program and its arguments';
const task = z
  .strictObject(
    {
      command: z
        .array(text('a program or an argument'), { error: ARGUMENTS })
        .min(1, { error: ARGUMENTS })
        .optional(),
      python: text('module:function').optional(),
      pythonExecutable: text('the path of a Python').optional(),
      node: text('module.mjs#function').optional(),
      directory: text('the path of a folder').optional(),
    },
    { error: TASK_WORDS },
  )
  .refine(
    ({ command, python, node }) => [command, python, node].filter((one) => one !== undefined).length === 1,
    { error: TASK_WORDS },
  );

/** A task as it is written: one of the first three. */
export interface WrittenTask {
  readonly command?: readonly string[] | undefined;
  readonly python?: string | undefined;
  readonly node?: string | undefined;
  readonly pythonExecutable?: string | undefined;
  readonly directory?: string | undefined;
}

/** The keys of a fleet file as they are written; what is absent has its default. */
export interface WrittenFleet {
  readonly server: string;
  readonly ca?: string | undefined;
  readonly key?: string | undefined;
  readonly node?: string | undefined;
  readonly roots: Readonly<Record<string, string>>;
  readonly seats: Readonly<Record<string, { readonly pool: number; readonly per: 'machine' | 'process' }>>;
  readonly tasks: Readonly<Record<string, WrittenTask>>;
  /** Milliseconds. */
  readonly silence?: number | undefined;
}

export const fleetSchema: z.ZodType<WrittenFleet> = z.strictObject(
  {
    server: z.string({ error: SERVER_WORDS }).regex(SERVER, { error: SERVER_WORDS }),
    ca: filePath.optional(),
    key: filePath.optional(),
    node: name.optional(),
    roots: z.record(name, text('the path of a folder that every node has'), {
      error: 'a mapping from names to folders, such as { results: /mnt/projects }',
    }),
    seats: z.record(name, pool, { error: 'a mapping from pools to their seats' }).default({}),
    tasks: z
      .record(name, task, { error: 'a mapping from names to what this machine runs for them' })
      .default({}),
    silence: silence.optional(),
  },
  { error: 'a mapping with server and roots' },
);

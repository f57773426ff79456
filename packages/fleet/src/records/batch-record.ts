import * as z from 'zod';
import { type Checked, checkedAs } from './check.ts';
import { isInside } from './names.ts';

interface Own {
  readonly v: 1;
  readonly id: string;
}

/** A folder below one of the roots that every node has: no path of any machine. */
export interface PlaceInRoot {
  readonly root: string;
  /** Relative, with forward slashes; empty for the root itself. */
  readonly path: string;
}

/** One input that a node may be given. */
export interface ListedInput {
  readonly task: number;
  /** Relative to the input folder, with forward slashes. */
  readonly file: string;
  readonly size: number;
  /** Milliseconds since 1970; null if it is not a readable file. */
  readonly modified: number | null;
}

/** Licence seats that the whole fleet shares. */
export interface BatchSeats {
  readonly pool: string;
  readonly count: number;
  readonly per: 'machine' | 'process';
}

/** A task of the user's own by its name: what runs for it is each node's own affair. */
export interface NamedTask {
  readonly name: string;
  /** Digests of the files that run, or that results depend on; names without folders. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** What a node has to know of a batch. It carries no command, module, environment or absolute path. */
export interface OpenedRecord extends Own {
  readonly type: 'opened';
  /** Name of the batch, for people. */
  readonly name: string;
  /** SHA-256 of the effective batch and of the work plan, both in the output folder. */
  readonly batchHash: string;
  readonly planHash: string;
  /** How many inputs the batch has in all, and how many of them are listed in how many records. */
  readonly inputs: number;
  readonly tasks: number;
  readonly parts: number;
  readonly reader: string;
  /** The versions of the reader and of its library. */
  readonly versions: Readonly<Record<string, string>>;
  readonly resultVersion: number;
  readonly product: string;
  /** Null for a batch with a reader. */
  readonly task: NamedTask | null;
  readonly input: PlaceInRoot;
  readonly output: PlaceInRoot;
  /** What a file in the output folder contains that is named after the board: a node that does not find it looks at another folder. */
  readonly nonce: string;
  /** Milliseconds; the same on all nodes, or seats would not be safe. */
  readonly times: { readonly sign: number; readonly fence: number; readonly silence: number };
  readonly seats: BatchSeats | null;
}

export interface InputsRecord extends Own {
  readonly type: 'inputs';
  readonly files: readonly ListedInput[];
}

/** What is wanted of all nodes: give back what has not begun, or what runs as well; or the batch is over. */
export type ControlRecord =
  | (Own & { readonly type: 'drain' | 'cancel'; readonly cause: string; readonly by: string })
  | (Own & { readonly type: 'closed'; readonly by: string });

/** A coordinator reads a board from here on: what is before it, it has read. */
export interface MarkRecord extends Own {
  readonly type: 'mark';
  readonly by: string;
}

/** In the list of batches that is not of one batch. */
export interface BatchEntry extends Own {
  readonly type: 'batch';
  readonly board: string;
  readonly name: string;
  readonly state: 'open' | 'closed';
}

export type BatchRecord = OpenedRecord | InputsRecord | ControlRecord | MarkRecord | BatchEntry;

/** The subjects of a board that are not about tasks, and how the name of a batch begins in the list of batches. */
export const OPEN = 'open';
export const CONTROL = 'ctl';
export const MARK = 'mark';
export const inputsSubject = (part: number): string => `in.${part}`;
export const batchSubject = (board: string): string => `b.${board}`;
/** Ids of the logs that are not of one batch. */
export const BATCHES = 'batches';
export const NODES = 'nodes';
/** The id of a board. */
export const BOARD: RegExp = /^b[0-9a-f]{12}$/;

/** More inputs do not fit one record. */
export const MOST_LISTED = 1000;

const own = { v: z.literal(1), id: z.string().min(1).max(100) };
const count = z.int().nonnegative().max(10_000_000);
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/);
const line = z.string().max(1000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.int().positive().max(86_400_000);
const SIGNS_PER_FENCE = 3;
const place = z.strictObject({
  root: name,
  path: z
    .string()
    .max(4000)
    .refine((written) => written === '' || isInside(written)),
});

const namedTask = z.strictObject({
  name,
  files: z
    .array(
      z.strictObject({ name: z.string().max(300), sha256: z.string().regex(/^(?:[0-9a-f]{64}|missing)$/) }),
    )
    .max(200),
});

const opened = z.strictObject({
  type: z.literal('opened'),
  ...own,
  name: line,
  batchHash: sha256,
  planHash: sha256,
  inputs: count,
  tasks: count,
  parts: count,
  reader: z.string().max(100),
  versions: z.record(z.string().max(100), line),
  resultVersion: count,
  product: line,
  task: namedTask.nullable(),
  input: place,
  output: place,
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  times: z
    .strictObject({ sign: time, fence: time, silence: time })
    // Or two nodes could use the same seat; and one sign that is late must not stop what uses one.
    .refine(({ sign, fence, silence }) => silence >= 2 * fence && fence >= SIGNS_PER_FENCE * sign),
  seats: z.strictObject({ pool: name, count, per: z.enum(['machine', 'process']) }).nullable(),
});

const inputs = z.strictObject({
  type: z.literal('inputs'),
  ...own,
  files: z
    .array(
      z.strictObject({
        task: count,
        file: z.string().max(4000).refine(isInside),
        size: z.number().nonnegative(),
        modified: z.number().nullable(),
      }),
    )
    .max(MOST_LISTED),
});

const record: z.ZodType<BatchRecord> = z.discriminatedUnion('type', [
  opened,
  inputs,
  z.strictObject({ type: z.literal('drain'), ...own, cause: line, by: name }),
  z.strictObject({ type: z.literal('cancel'), ...own, cause: line, by: name }),
  z.strictObject({ type: z.literal('closed'), ...own, by: name }),
  z.strictObject({ type: z.literal('mark'), ...own, by: name }),
  z.strictObject({
    type: z.literal('batch'),
    ...own,
    board: z.string().regex(BOARD),
    name: line,
    state: z.enum(['open', 'closed']),
  }),
]);

/** Checks the text of a record about a batch before anything in it is believed. */
export const checkBatchRecord = (json: string): Checked<BatchRecord> => checkedAs(record, json);

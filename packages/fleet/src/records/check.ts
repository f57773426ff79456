import * as z from 'zod';
import { type FleetRecord, MOST_ATTEMPTS } from '../core/record.ts';
import { isInside } from './names.ts';

/** Longest record as JSON, in bytes. */
const MOST_BYTES: number = 64 << 10;
const MOST_TASKS = 10_000_000;
const MOST_SILENCE = 86_400_000;

const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/);
const count = z.int().nonnegative().max(MOST_TASKS);
const text = z.string().max(1000);
const own = { v: z.literal(1), id: z.string().min(1).max(100) };
const life = { node: name, life: count };
const attempt = z.int().positive().max(MOST_ATTEMPTS);
const result = z.strictObject({
  name: z.string().max(1000).refine(isInside),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const seat = { pool: name, seat: count };
/** What every record of this version has. */
const ANY = z.looseObject({ ...own, type: z.string() });

const SCHEMAS = [
  z.strictObject({ type: z.literal('claimed'), ...own, ...life, task: count, attempt }),
  z.strictObject({
    type: z.literal('settled'),
    ...own,
    ...life,
    task: count,
    attempt,
    outcome: z.string().max(MOST_BYTES / 2),
    result: result.nullable(),
  }),
  z.strictObject({
    type: z.literal('returned'),
    ...own,
    task: count,
    because: text,
    by: name,
    fault: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]{0,99}$/)
      .optional(),
  }),
  z.strictObject({ type: z.literal('voided'), ...own, task: count, because: text }),
  z.strictObject({
    type: z.literal('alive'),
    ...own,
    ...life,
    beat: z.int().nonnegative(),
    process: z.string().min(1).max(100),
    budget: z.number().nonnegative(),
    cores: z.number().nonnegative(),
    silence: z.int().positive().max(MOST_SILENCE),
    board: name.optional(),
  }),
  z.strictObject({
    type: z.literal('dead'),
    ...own,
    ...life,
    by: name,
    board: name.optional(),
    because: text.optional(),
  }),
  z.strictObject({ type: z.literal('held'), ...own, ...life, ...seat }),
  z.strictObject({ type: z.literal('free'), ...own, ...life, ...seat }),
] as const;
const record: z.ZodType<FleetRecord> = z.discriminatedUnion('type', SCHEMAS);
const KNOWN: ReadonlySet<string> = new Set(SCHEMAS.map(({ shape }) => shape.type.value));
/** How the types of records are written. */
const TYPE = /^[a-z][a-z-]{0,30}$/;

/** What came from the log: a record, or why it is not a record. */
export type Checked<R = FleetRecord> =
  | { readonly ok: true; readonly record: R }
  | { readonly ok: false; readonly reason: string };

/** Checks the text of a record of tasks, nodes or seats before anything in it is believed. */
export function checkRecord(json: string): Checked {
  const checked = checkedAs(record, json);
  if (checked.ok || !isOfNewer(json)) return checked;
  return { ok: false, reason: 'its version or type is newer: update Ballast on this node' };
}

/** The same by any schema. A record of another version is refused, never guessed. */
export function checkedAs<R>(schema: z.ZodType<R>, json: string): Checked<R> {
  if (Buffer.byteLength(json) > MOST_BYTES)
    return { ok: false, reason: `it has more than ${MOST_BYTES} bytes` };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
  if (hasNewerVersion(value))
    return { ok: false, reason: 'it is of a newer version: update Ballast on this node' };
  const checked = schema.safeParse(value);
  if (checked.success) return { ok: true, record: checked.data };
  const [first] = checked.error.issues;
  return {
    ok: false,
    reason: `${first?.path.join('.') || 'the record'}: ${first?.message ?? 'not a record'}`,
  };
}

/** Whether a text is a record that only a newer Ballast writes, by its version or its type: it may mean anything. */
export function isOfNewer(json: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return false;
  }
  return hasNewerVersion(value) || hasNewerType(value);
}

function hasNewerVersion(value: unknown): boolean {
  const version = typeof value === 'object' && value !== null && 'v' in value ? value.v : null;
  return typeof version === 'number' && version > 1;
}

function hasNewerType(value: unknown): boolean {
  const { success, data } = ANY.safeParse(value);
  return success && TYPE.test(data.type) && !KNOWN.has(data.type);
}

import { createHash } from 'node:crypto';
import {
  type FileResult,
  hasRowLines,
  type ReadPlan,
  type RowLines,
  rowLines,
  rowSpec,
  type TableSpec,
} from '@ballast/results-model';
import { productName } from '../product-version.ts';

/**
 * Definitions of tables of which workers make the rows of each result, so that whoever writes the tables has only to put them together.
 * Whoever makes or uses rows computes their name: nobody's word is taken for it.
 */
export type LinesToMake = readonly TableSpec[];

export type MadeLines = readonly { readonly name: string; readonly text: string }[];

/** Makes the lines of a result. */
export type MakeLines = (result: FileResult) => MadeLines;

/** The program that makes lines: those of another version count for nothing. */
let product: string | null = null;

/** Equal for two tables if their rows are equal when they are made of the same result. */
export function linesName(spec: TableSpec): string {
  product ??= productName();
  const text = JSON.stringify([product, rowSpec(spec)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Those of all tables of a batch, each once; none if results are files of their own, beside their time series. */
export function linesOfPlan(
  tables: readonly TableSpec[],
  { samples }: Pick<ReadPlan, 'samples'>,
): { readonly lines?: LinesToMake } {
  if (samples.length > 0) return {};
  const made = tables.filter(hasRowLines).map(rowSpec);
  const each = new Map(made.map((spec) => [JSON.stringify(spec), spec]));
  return each.size === 0 ? {} : { lines: [...each.values()] };
}

/**
 * Null if there are none to make. Rows that cannot be made, as they would be too long for one text, are left to whoever writes the table:
 * the result is none the worse.
 */
export function linesMaker(wanted: LinesToMake, plan: ReadPlan): MakeLines | null {
  const makers = wanted.flatMap((spec): { name: string; lines: RowLines }[] => {
    const lines = orNull(() => rowLines(spec, plan));
    return lines === null ? [] : [{ name: linesName(spec), lines }];
  });
  if (makers.length === 0) return null;
  return (result) =>
    makers.flatMap(({ name, lines }) => {
      const text = orNull(() => lines.textOf(result));
      return text === null ? [] : [{ name, text }];
    });
}

function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

import type { JournalDamage } from '@ballast/scheduler/journal';
import type { ChangedOutput } from '../folder/changed-outputs.ts';
import type { OutputFolder } from '../folder/layout.ts';
import type { Input } from '../inputs/list.ts';
import type { DamagedResult } from '../worker/results/damaged-result.ts';
import type { EarlierBatch } from './earlier-batch.ts';

/** What a user should know about how a batch begins. */
export type Remark =
  /** A batch that was interrupted is resumed. */
  | {
      readonly kind: 'resumed';
      readonly folder: string;
      /** ISO 8601. */
      readonly startedAt: string;
      readonly files: number;
      readonly done: number;
      readonly left: number;
    }
  /** The batch has run before; `gone` counts files that are no longer among the inputs. */
  | {
      readonly kind: 'continued';
      readonly files: number;
      readonly done: number;
      readonly left: number;
      readonly gone: number;
    }
  /** Results of another batch are reused: `whole` without reading the input, `parts` by reading what is missing. */
  | {
      readonly kind: 'taken-over';
      readonly folder: string;
      readonly whole: number;
      readonly parts: number;
      /** Those of them that an earlier version of Ballast wrote without checksums. */
      readonly unchecked: number;
    }
  /** Results that are not what was written: their files are read again. */
  | { readonly kind: 'results-damaged'; readonly results: readonly DamagedResult[] }
  /** Tables or the report are not what was written, and are made again. */
  | { readonly kind: 'outputs-changed'; readonly outputs: readonly ChangedOutput[] }
  /** The work plan or the effective batch was not what was written; the same has been made again. */
  | { readonly kind: 'made-again'; readonly name: string }
  /** The last record of the journal was incomplete and is cut off. */
  | { readonly kind: 'torn'; readonly bytes: number }
  /**
   * Lines of the journal are damaged or missing: what they may have changed is run again. `first`: what is wrong with the
   * first of them; `folder`: where the damaged journal is kept.
   */
  | {
      readonly kind: 'damaged';
      readonly lines: number;
      readonly first: readonly JournalDamage[];
      readonly folder: string;
    }
  /** What an earlier batch left cannot be used, and was moved aside. */
  | { readonly kind: 'unusable'; readonly problem: string };

/** Tasks that keep their outcome, and tasks that will run. */
export interface Counts {
  readonly done: number;
  readonly left: number;
}

export function resumedRemark({ root, header, replay }: EarlierBatch, counts: Counts): Remark {
  const { startedAt } = header;
  return { kind: 'resumed', folder: root, startedAt, files: replay.inputs.length, ...counts };
}

export function continuedRemark({ replay }: EarlierBatch, inputs: readonly Input[], counts: Counts): Remark {
  const names = new Set(inputs.map(({ file }) => file));
  const gone = replay.inputs.filter(({ file }) => !names.has(file)).length;
  return { kind: 'continued', files: inputs.length, gone, ...counts };
}

export function takenOverRemarks(
  folder: string | null,
  counts: { readonly whole: number; readonly parts: number; readonly unchecked: number },
): Remark[] {
  const isNothing = folder === null || counts.whole + counts.parts === 0;
  return isNothing ? [] : [{ kind: 'taken-over', folder, ...counts }];
}

export function damagedRemarks(results: readonly DamagedResult[]): Remark[] {
  return results.length === 0 ? [] : [{ kind: 'results-damaged', results }];
}

export function outputRemarks(outputs: readonly ChangedOutput[]): Remark[] {
  return outputs.length === 0 ? [] : [{ kind: 'outputs-changed', outputs }];
}

export function remadeRemarks(names: readonly string[]): Remark[] {
  return names.map((name) => ({ kind: 'made-again', name }));
}

/** What is wrong with the journal of a batch that is resumed. */
export function journalRemarks(
  { journal: { tornBytes, damage, damagedLines } }: Pick<EarlierBatch, 'journal'>,
  { journals }: Pick<OutputFolder, 'journals'>,
): Remark[] {
  const torn: Remark[] = tornBytes === 0 ? [] : [{ kind: 'torn', bytes: tornBytes }];
  if (damagedLines === 0) return torn;
  return [...torn, { kind: 'damaged', lines: damagedLines, first: damage, folder: journals }];
}

export function unusableRemarks(problem: string | null): Remark[] {
  return problem === null ? [] : [{ kind: 'unusable', problem }];
}

import type { MemoryFact } from '@ballast/resource-model';
import type { RecordOf } from '@ballast/scheduler/journal';
import { countText, percent } from '@ballast/text';

const WORDS: Readonly<Record<MemoryFact, string>> = {
  size: 'the size of the file',
  held: 'the part of the file that stays in memory',
  arrays: 'the series that the tables keep',
  kept: 'what the worker held before',
};

/** The facts, the typical error, and from how many files that was learned. */
export function memoryModelText({ facts, error, files }: RecordOf<'memory-model'>): string {
  const words = facts.map((fact) => WORDS[fact]);
  const last = words.at(-1) ?? '';
  const list = words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
  return `${list}; typical error ${percent(error)}, from ${countText(Math.round(files), 'file')}`;
}

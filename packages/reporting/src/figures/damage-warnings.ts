import type { FileWarning } from '@ballast/results-model';
import { damageText } from '@ballast/scheduler/journal';
import type { BatchStory } from '../fold/batch-story.ts';

/** That a part of the journal was skipped; empty if it is whole. */
export function damageWarnings({
  damage,
  damagedLines,
}: Pick<BatchStory, 'damage' | 'damagedLines'>): readonly FileWarning[] {
  if (damagedLines === 0) return [];
  const message = `${damageText(damagedLines, damage)}; run the batch again to run what may be lost`;
  return [{ code: 'JOURNAL_DAMAGED', message }];
}

import path from 'node:path';
import type { OutputFolder } from '../folder/layout.ts';
import { EARLIER, isJournal, JOURNAL } from '../folder/owned.ts';
import { planOrNull } from '../worker/work-plan-schema.ts';

/** The batch that was in the output folder before and was moved aside, absolute; null if there was none, or it is gone. */
export function movedAside({ root, plan }: Pick<OutputFolder, 'root' | 'plan'>): string | null {
  const earlier = planOrNull({ path: plan, hash: null })?.origin.earlier ?? null;
  if (earlier === null || !EARLIER.test(path.basename(earlier))) return null;
  const folder = path.join(root, path.basename(earlier));
  return isJournal(path.join(folder, JOURNAL)) ? folder : null;
}

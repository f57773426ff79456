import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import type { OutputFolder } from './layout.ts';

/** What somebody else did to the output folder of a batch while it ran. */
export type Disturbance =
  | { readonly kind: 'folder-removed' | 'folder-replaced' }
  /** `to`: null if the system cannot tell. */
  | { readonly kind: 'folder-moved'; readonly to: string | null }
  | { readonly kind: 'work-removed' | 'results-removed' | 'plan-removed' | 'plan-changed' }
  | { readonly kind: 'journal-removed' | 'journal-replaced' | 'journal-changed' };

/** `kept`: where the journal of the batch was kept; null if it is in its place, or lost. Null for no disturbance. */
export function disturbanceFault(
  disturbance: Disturbance,
  output: OutputFolder,
  kept: string | null = null,
): FaultError {
  const { happened, next } = textOf(disturbance, output, kept);
  return new FaultError({
    code: 'OUTPUT_DISTURBED',
    message: `the batch stopped because ${happened} while it ran`,
    hint: next,
    details: { what: disturbance.kind, output: output.root, ...(kept === null ? {} : { journal: kept }) },
    class: 'output',
  });
}

interface DisturbanceText {
  readonly happened: string;
  readonly next: string;
}

function textOf(disturbance: Disturbance, output: OutputFolder, kept: string | null): DisturbanceText {
  const { root, journal, plan, results, effectiveBatch } = output;
  const again = `ballast run "${effectiveBatch}"`;
  const readAgain = `put it back and run the batch again, or run it without: it then reads the files again whose results are lost: ${again}`;
  switch (disturbance.kind) {
    case 'folder-removed':
      return {
        happened: `its output folder ${root} was removed`,
        next: 'nothing of the batch is left there; run it again to start over',
      };
    case 'folder-replaced':
      return {
        happened: `another folder took the place of its output folder ${root}`,
        next: 'put the folder of the batch back, then run the batch again to resume it',
      };
    case 'folder-moved':
      return movedText(root, disturbance.to);
    case 'work-removed':
      return { happened: `the folder ${path.dirname(plan)} with its results was removed`, next: readAgain };
    case 'results-removed':
      return { happened: `the folder ${results} with its results was removed`, next: readAgain };
    case 'plan-removed':
      return {
        happened: `its work plan ${plan} was removed and cannot be written again`,
        next: `check the folder and its permissions, then run the batch again: ${again}`,
      };
    case 'plan-changed':
      return {
        happened: `another program changed its work plan ${plan}`,
        next: `make sure that nothing else writes to ${root}, then start over: ${again} --fresh`,
      };
    case 'journal-removed':
      return {
        happened: `its journal ${journal} was removed`,
        next:
          kept === null
            ? `put it back, then run the batch again to resume it: ${again}`
            : `the journal has been written again; resume the batch with ${again}`,
      };
    case 'journal-replaced':
      return {
        happened: `another file took the place of its journal ${journal}`,
        next:
          kept === null
            ? `put the journal of the batch back, then run the batch again to resume it: ${again}`
            : `the journal of the batch is kept as ${kept}: give it the name ${journal}, then resume the batch with ${again}`,
      };
    case 'journal-changed':
      return {
        happened: `another program changed its journal ${journal}`,
        next: `make sure that nothing else writes to ${root}, then run the batch again: ${again}`,
      };
  }
}

function movedText(root: string, to: string | null): DisturbanceText {
  if (to === null) {
    return {
      happened: `its output folder ${root} was removed or renamed`,
      next: 'put it back, then run the batch again to resume it',
    };
  }
  return {
    happened: `its output folder ${root} was renamed to ${to}`,
    next: `move it back and run the batch again, or resume it there: ballast resume "${to}"`,
  };
}

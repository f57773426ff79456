import { nearestOf } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { isWildcard } from '@ballast/results-model';
import { countText } from '@ballast/text';
import type { CheckedNames, LackedName } from './check-names.ts';

/** Names that are proposed for one that no input has. */
const MOST_PROPOSED = 3;
/** Files that are named in a warning. */
const MOST_NAMED = 3;

/** Throws COLUMNS_NOT_FOUND if no input has a name; returns warnings about names that only some have. */
export function refuseUnknownNames(
  { looked, nowhere, partly }: CheckedNames,
  inputs: number,
): readonly string[] {
  if (nowhere.length > 0) {
    const few = looked < inputs ? `the ${countText(looked, 'file')} looked at` : countText(looked, 'file');
    throw new FaultError({
      code: 'COLUMNS_NOT_FOUND',
      message: `${countText(nowhere.length, 'column')} of the batch ${nowhere.length === 1 ? 'is' : 'are'} in no input`,
      hint: 'correct the names: `ballast inspect FILE` lists what a file has; `--no-check` runs the batch as it is',
      details: {
        lines: nowhere.map((one) => `${nameOf(one)}: in none of ${few}${proposed(one)}`),
        columns: nowhere.map(({ request: { object, variable } }) => ({ object, variable })),
      },
    });
  }
  // A pattern stands for whatever each file has.
  return partly.filter(({ request }) => !isWildcard(request.variable)).map((one) => lackedBy(one, looked));
}

function nameOf({ request: { object, variable } }: LackedName): string {
  return object === null ? variable : `${object} ${variable}`;
}

/** A derived channel exists, but not what it is computed from: the reader's message says what that is. */
function proposed({ request: { object, variable, channels }, message, alternatives }: LackedName): string {
  if (channels !== undefined) return `: ${message}`;
  // The alternatives are objects if the object is missing, and otherwise what the variable may be.
  const words = object === null ? [variable] : [variable, object];
  const near = words.flatMap((word) => nearestOf(word, alternatives, MOST_PROPOSED));
  if (near.length === 0) return '';
  const last = near.at(-1);
  return `; did you mean ${near.length === 1 ? last : `${near.slice(0, -1).join(', ')} or ${last}`}?`;
}

function lackedBy(one: LackedName, looked: number): string {
  const { files } = one;
  const more = files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '';
  return `${nameOf(one)}: ${files.length} of ${countText(looked, 'file')} ${files.length === 1 ? 'does' : 'do'} not have it (${files.slice(0, MOST_NAMED).join(', ')}${more})`;
}

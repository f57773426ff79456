import type { Figures } from '@ballast/reporting';
import { countText } from '@ballast/text';
import type { Channels } from './channels.ts';

type Known = Pick<Figures, 'counts' | 'notes'>;

/** What must not be trusted as it stands, in sentences. */
export function doubtsOf({ counts, notes }: Known, channels: Channels): readonly string[] {
  const { partial, suspect, unstable, incomplete } = counts.statuses;
  const unread = counts.inputs - partial - suspect - unstable - incomplete - counts.statuses.succeeded;
  return [
    ...(partial > 0
      ? [
          `${countText(partial, 'file')} ended early or were used only in part: their extremes, means and equivalent loads are of less time than those of the others.`,
        ]
      : []),
    ...(unstable > 0
      ? [
          `${countText(unstable, 'simulation')} became unstable: what they contain up to then is in the tables, and is not a response of the structure.`,
        ]
      : []),
    ...(suspect > 0
      ? [`${countText(suspect, 'file')} are suspect, for the reasons under what needs a look.`]
      : []),
    ...(incomplete > 0
      ? [
          `${countText(incomplete, 'file')} have columns without values: extremes over the files leave those out.`,
        ]
      : []),
    ...(unread > 0
      ? [`${countText(unread, 'file')} have no results: extremes over the files are over the others only.`]
      : []),
    ...channels
      .unitsDiffer()
      .map(
        ({ name, unit, files }) =>
          `${name} is not in ${unit === '' ? 'the same unit' : unit} in ${countText(files, 'file')}: those are left out here.`,
      ),
    ...notes.filter(({ code }) => DOUBTFUL.has(code)).map(({ message }) => `${message}.`),
  ].map((sentence) =>
    sentence.replace(
      /^1 (file|simulation) (ended|became|are|have|were)/,
      (_, noun: string, verb: string) => `1 ${noun} ${SINGULAR[verb] ?? verb}`,
    ),
  );
}

const SINGULAR: Readonly<Record<string, string>> = { are: 'is', have: 'has', were: 'was' };

/** Notes about the batch that make its numbers doubtful. */
const DOUBTFUL: ReadonlySet<string> = new Set(['UNITS_DIFFER']);

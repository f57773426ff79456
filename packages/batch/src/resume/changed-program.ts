import { countText } from '@ballast/text';
import type { OutputFolder } from '../folder/layout.ts';
import { readableEarlierBatch } from './earlier-batch.ts';

type Details = Readonly<Record<string, string>>;

/** What the results of a task depend on, and what of it has changed since the batch in the folder. */
export interface ChangedProgram {
  readonly details: Details;
  readonly notices: readonly string[];
}

/** Details that are digests of files begin with it. */
const OF_FILE = /^file /;

/**
 * Says which files of a task have changed since the batch in the folder, whose results therefore do not count. With `keep` they
 * do: the details stay those of the files that made them.
 */
export function changedProgram(
  output: OutputFolder,
  details: Details,
  { keep = false, fresh }: { readonly keep?: boolean; readonly fresh: boolean },
): ChangedProgram {
  const earlier = fresh ? null : readableEarlierBatch(output);
  const before = earlier?.header.readerDetails ?? {};
  if (earlier === null || before.runs !== details.runs) return { details, notices: [] };
  const names = [...new Set([...Object.keys(before), ...Object.keys(details)])];
  const changed = names.filter((name) => OF_FILE.test(name) && before[name] !== details[name]);
  if (changed.length === 0) return { details, notices: [] };
  const done = earlier.replay.outcomes.filter((outcome) => outcome?.kind === 'succeeded').length;
  const files = changed.map((name) => name.replace(OF_FILE, '')).join(', ');
  const have = changed.length === 1 ? 'has' : 'have';
  if (!keep) {
    const again = `${countText(done, 'task')} to run again; \`--keep\` to keep their results`;
    return { details, notices: done === 0 ? [] : [`${files} ${have} changed: ${again}`] };
  }
  const others = Object.entries(details).filter(([name]) => !changed.includes(name));
  const kept = changed.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]] as const]));
  return {
    details: Object.fromEntries([...others, ...kept]),
    notices: [`${files} ${have} changed: the results of ${countText(done, 'task')} are kept all the same`],
  };
}

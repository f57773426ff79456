import { countText } from '@ballast/text';
import { type FileEnd, type Group, groupsOf, isMeant, isSoon } from './end-groups.ts';
import type { PlannedEnd } from './planned-end.ts';

/** A simulation that ended early. */
export interface EarlyEnd {
  readonly task: number;
  /** With both times, for use after the name of the file. */
  readonly message: string;
  /** False if too few files are like this one to say that its simulation was not meant to end then. */
  readonly certain: boolean;
}

/**
 * The simulations that ended early. An input file that says so decides. Otherwise the files with names like it do, which
 * differ in numbers only: their most frequent end, if at least half of them have it. If there are too few of those, the
 * files of the same folder do, otherwise all files, but then without certainty.
 */
export function earlyEnds(files: readonly FileEnd[]): EarlyEnd[] {
  const early: EarlyEnd[] = [];
  const open: FileEnd[] = [];
  // A file that an input file describes is an example of what was planned for the others.
  const meant = files.map((file) => {
    const { planned } = file;
    if (planned !== null && isSoon(file, planned.time)) early.push(plannedEarly(file, planned));
    else if (planned === null || isSoon({ ...file, end: planned.time }, file.end)) open.push(file);
    return planned !== null && isSoon(file, planned.time) ? { ...file, end: planned.time } : file;
  });
  const groups = groupsOf(meant);
  for (const file of open) {
    const found = comparedEarly(file, groups.of(file));
    if (found !== null) early.push(found);
  }
  return early.sort((a, b) => a.task - b.task);
}

function plannedEarly({ task, end }: FileEnd, { time, file }: PlannedEnd): EarlyEnd {
  const message = `its simulation ended at ${seconds(end)} of ${seconds(time)} (TMax in ${file})`;
  return { task, message, certain: true };
}

/** `groups`: from the one with the names most like the file's to all files. */
function comparedEarly(file: FileEnd, groups: readonly Group[]): EarlyEnd | null {
  for (const [i, group] of groups.entries()) {
    const { common } = group;
    if (common === null) {
      // Files of one folder that end at all sorts of times were planned one by one.
      if ((group.isFolder && group.isLarge) || group.isTogether) return null;
      continue;
    }
    if (!isSoon(file, common.end)) return null;
    const meant = isMeant(file, groups[0]?.files ?? []);
    if (meant === 'yes') return null;
    const others = `${common.count} of ${countText(group.files.length, 'file')} ${group.words}`;
    const message = `its simulation ended at ${seconds(file.end)}, and ${others} at ${seconds(common.end)}`;
    return { task: file.task, message, certain: i === 0 && meant === 'no' };
  }
  return null;
}

function seconds(time: number): string {
  return `${Number(time.toPrecision(9))} s`;
}

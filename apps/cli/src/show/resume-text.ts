import type { DamagedResult, Remark } from '@ballast/batch';
import { damageText } from '@ballast/scheduler/journal';
import { countText } from '@ballast/text';

/** How a batch begins: one line, or one for each of a few files. */
export function remarkLines(remark: Remark): readonly string[] {
  switch (remark.kind) {
    case 'results-damaged':
      return damagedLines(remark.results, 'again');
    case 'outputs-changed':
      return few(
        remark.outputs,
        'file',
        ({ name, reason }) => `${name} is not what was written (${reason}) and is made again`,
      );
    default:
      return [remarkText(remark)];
  }
}

/** Lines about results that are not what was written. */
export function damagedLines(results: readonly DamagedResult[], when: 'again' | 'later'): readonly string[] {
  const next = when === 'again' ? 'is read again' : 'will be read again when the batch is resumed';
  return few(
    results,
    'result',
    ({ file, reason }) => `the result of ${file} was damaged (${reason}); ${file} ${next}`,
  );
}

/** Most files that are named. */
const FEW = 5;

function few<Item>(items: readonly Item[], noun: string, line: (item: Item) => string): readonly string[] {
  const more = items.length - FEW;
  const rest = more > 0 ? [`and ${countText(more, `more ${noun}`)}`] : [];
  return [...items.slice(0, FEW).map(line), ...rest];
}

type OneLine = Exclude<Remark, { kind: 'results-damaged' | 'outputs-changed' }>;

function remarkText(remark: OneLine): string {
  switch (remark.kind) {
    case 'resumed': {
      const { folder, startedAt, files, done, left } = remark;
      const all = countText(files, 'file');
      return `resuming the batch of ${startedAt} in ${folder}: ${done} of ${all} done, ${left} left`;
    }
    case 'continued': {
      const { files, done, left, gone } = remark;
      const toRead = left === 0 ? '' : `; ${countText(left, 'file')} to read`;
      const removed = gone === 0 ? '' : `; ${countText(gone, 'file')} no longer among the inputs`;
      return `${countText(done, 'result')} of ${files} as before${toRead}${removed}`;
    }
    case 'taken-over': {
      const { folder, whole, parts, unchecked } = remark;
      const taken = whole === 0 ? [] : [`${countText(whole, 'result')} reused without reading`];
      const read = parts === 0 ? [] : [`reads only what is missing for ${countText(parts, 'file')}`];
      const old =
        unchecked === 0 ? [] : [`${countText(unchecked, 'result')} of an earlier version without checksums`];
      return `from the batch in ${folder}: ${[...taken, ...read, ...old].join('; ')}`;
    }
    case 'made-again':
      return `${remark.name} was not what was written; it has been made again`;
    case 'torn':
      return `the last record of the journal (${countText(remark.bytes, 'byte')}) was incomplete and has been removed`;
    case 'damaged': {
      const { lines, first, folder } = remark;
      return `${damageText(lines, first)}: what they may have changed is run again; the damaged journal is kept in ${folder}`;
    }
    case 'unusable':
      return `what an earlier batch left in the output folder cannot be used: ${remark.problem}`;
  }
}

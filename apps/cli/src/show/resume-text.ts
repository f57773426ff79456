import type { Remark } from '@ballast/batch';
import { damageText } from '@ballast/scheduler/journal';
import { countText } from '@ballast/text';

/** One line about how a batch begins. */
export function remarkText(remark: Remark): string {
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
      const { folder, whole, parts } = remark;
      const taken = whole === 0 ? [] : [`${countText(whole, 'result')} reused without reading`];
      const read = parts === 0 ? [] : [`reads only what is missing for ${countText(parts, 'file')}`];
      return `from the batch in ${folder}: ${[...taken, ...read].join('; ')}`;
    }
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

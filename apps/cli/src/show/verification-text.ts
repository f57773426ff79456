import type { Difference, Verification } from '@ballast/batch';
import { countText } from '@ballast/text';

/** One line for each difference, and one that sums up; not safe to print. */
export function verificationText(found: Verification): readonly string[] {
  const { differences } = found;
  const compared = comparedText(found);
  if (differences.length === 0) return [`as written: ${compared}`, ...notesOn(found)];
  return [
    ...differences.map(differenceText),
    `${countText(differences.length, 'difference')} from what was written (compared: ${compared})`,
    ...notesOn(found),
    `  next: ${nextFor(found)}`,
  ];
}

function differenceText({ what, name, input, reason }: Difference): string {
  const of = input === null || what === 'input' ? '' : ` of ${input}`;
  const named = name === '' ? '' : what === 'input' ? ` ${name}` : ` (${name})`;
  return `${what}${of}${named}: ${reason}`;
}

function comparedText({ results, outputs, inputs }: Verification): string {
  const parts = [countText(results, 'result file'), countText(outputs, 'output file')];
  return [...parts, ...(inputs === null ? [] : [countText(inputs, 'input')])].join(', ');
}

function notesOn({ unchecked, published, differences }: Verification): readonly string[] {
  const old = `${countText(unchecked, 'result')} without a checksum, written by an earlier version of Ballast`;
  const isRead = differences.every(({ what }) => what !== 'journal');
  return [
    ...(unchecked === 0 ? [] : [old]),
    ...(published || !isRead
      ? []
      : ['tables were not compared: the batch has not published all of its results']),
  ];
}

/** Nothing in the folder says what the effective batch was. */
function nextFor({ differences, root }: Verification): string {
  if (differences.some(({ what }) => what === 'batch'))
    return 'run the batch file again, with the same output folder';
  const isInput = differences.some(({ what }) => what === 'input');
  return `ballast resume "${root}" ${isInput ? '--verify' : '--repair'}`;
}

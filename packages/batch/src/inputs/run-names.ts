import { type NamePattern, readName } from '@ballast/results-model';
import { printable } from '@ballast/text';
import type { Input } from './list.ts';

/** Of a name that does not match, in characters. */
const MOST_SHOWN = 200;

/** Inputs whose names do not show which run they are get the reason in place of an attempt. */
export function withReadableNames(inputs: readonly Input[], names: NamePattern | null): readonly Input[] {
  if (names === null) return inputs;
  const read = readName(names);
  return inputs.map((input) => {
    const found = input.refused === null ? read(input.file) : '';
    if (typeof found !== 'string' || found === '') return input;
    return {
      ...input,
      refused: {
        code: 'NAME_UNMATCHED',
        message: `the name does not show its run: ${printable(found, MOST_SHOWN)}`,
        hint: 'correct `names` in the batch file, or leave the file out with inputs.exclude',
        details: { file: input.file },
      },
    };
  });
}

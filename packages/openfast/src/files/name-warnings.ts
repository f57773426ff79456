import { extname } from 'node:path';
import type { FileWarning } from '@ballast/results-model';

/** The content decides how a file is read; a name that says something else is worth a warning. */
export function nameWarnings(path: string, binary: boolean): FileWarning[] {
  const expected = binary ? '.out' : '.outb';
  if (extname(path).toLowerCase() !== expected) return [];
  const found = binary ? 'binary' : 'text';
  return [
    {
      code: 'NAME_DISAGREES',
      message: `the name ends in ${expected} but the content is ${found}; it was read as ${found}`,
      details: { extension: expected, content: found },
    },
  ];
}

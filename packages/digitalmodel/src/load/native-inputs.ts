import { listInputs } from '@ballast/batch';
import type { Batch } from '@ballast/config';
import { isFault } from '@ballast/resource-model';
import { portable } from '../paths/folders.ts';
import type { Digitalmodel } from '../translate/read-digitalmodel.ts';
import type { FoundInputs } from './find-inputs.ts';

/** Patterns of a batch file that match the same inputs. */
export interface NativeInputs {
  readonly inputs: Batch['inputs'];
  /** Whether they name every file, because no patterns are equivalent to the filters. */
  readonly named: boolean;
}

/** The shortest patterns that match exactly the inputs found: those of the filters if they do, otherwise every name. */
export function nativeInputs(selection: Digitalmodel['inputs'], found: FoundInputs): NativeInputs {
  const { directory } = found;
  const patterns = selection.kind === 'matched' ? patternsOf(selection) : null;
  if (patterns !== null && takesTheSame({ directory, ...patterns }, found)) {
    return { inputs: { directory: portable(directory), ...patterns }, named: false };
  }
  const include = found.inputs.map(({ file }) => escaped(file));
  return { inputs: { directory: portable(directory), include, exclude: [] }, named: true };
}

/** Escapes every character that has a meaning in a pattern. */
function escaped(name: string): string {
  return name.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

function patternsOf({
  filter,
}: Extract<Digitalmodel['inputs'], { kind: 'matched' }>): Omit<Batch['inputs'], 'directory'> {
  const { pattern, extensions, contains, notContains } = filter;
  const stem = pattern === null ? '*' : `*${escaped(pattern).replace(/\\([*?])/g, '$1')}*`;
  return {
    include: extensions.map((extension) => `${stem}.${escaped(extension)}`),
    exclude: [
      ...contains.map((part) => `!(*${escaped(part)}*)`),
      ...notContains.map((part) => `*${escaped(part)}*`),
    ],
  };
}

function takesTheSame(patterns: Batch['inputs'], { directory, inputs }: FoundInputs): boolean {
  const wanted = inputs.map(({ file }) => file);
  try {
    const taken = listInputs({ ...patterns, directory, output: null }).map(({ file }) => file);
    return taken.length === wanted.length && taken.every((file, i) => file === wanted[i]);
  } catch (error) {
    // Nothing matches, or a part of a name looks like a path out of the folder.
    if (!isFault(error)) throw error;
    return false;
  }
}

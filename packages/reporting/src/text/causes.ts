import { countText } from '@ballast/text';
import type { TaskFigures } from '../figures/figures.ts';
import { causesOf } from './outcome-text.ts';

/** Why files do not have all of their values, and which ones. */
export interface Cause {
  /** Of the first file, for use after its name. */
  readonly text: string;
  /** Whether it is the same for all of them, to the letter. */
  readonly same: boolean;
  readonly files: readonly string[];
}

/** The causes among files of one status, each with its files, in order of first occurrence. */
export function causesAmong(tasks: readonly TaskFigures[]): Cause[] {
  const causes = new Map<string, { text: string; same: boolean; readonly files: string[] }>();
  for (const task of tasks) {
    for (const text of new Set(causesOf(task))) {
      const key = causeKey(text, task.file);
      const cause = causes.get(key);
      if (cause === undefined) causes.set(key, { text, same: true, files: [task.file] });
      else if (cause.files.at(-1) !== task.file) {
        cause.same &&= cause.text === text;
        cause.files.push(task.file);
      }
    }
  }
  return [...causes.values()];
}

/** The same for texts that differ in the file that they name, or in numbers behind the name of what they are about. */
export function causeKey(text: string, file: string): string {
  const [about = '', ...rest] = text.split(': ');
  const isAbout = rest.length > 0;
  const said = (isAbout ? rest.join(': ') : about)
    .replaceAll(file, '')
    .replace(/(?<![\w.#-])\d+(?:\.\d+)?(?![\w#])/g, '0');
  return JSON.stringify([isAbout ? about.replaceAll(file, '') : '', said]);
}

export interface CauseStyle {
  /** Most files that a line names. */
  readonly most: number;
  /** All files of the batch. */
  readonly inputs: number;
}

/** One line: a single file stands before its cause, several behind it. */
export function causeLine({ text, same, files }: Cause, { most, inputs }: CauseStyle): string {
  const [first = '', ...others] = files;
  if (others.length === 0) return `${first}: ${text}`;
  const count = `${files.length} of ${countText(inputs, 'file')}`;
  const named = (same ? files : others).slice(0, most - (same ? 0 : 1));
  const more = files.length - named.length - (same ? 0 : 1);
  const list = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return same ? `${text} (${count}: ${list})` : `${first}: ${text} (and alike, ${count}: ${list})`;
}

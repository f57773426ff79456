import type { NameParts } from './name-pattern.ts';
import type { Picture } from './picture.ts';

/** A file that a table makes besides its rows. */
export interface MadeFile {
  /** With its extension; characters that no file name may have are not yet replaced. */
  readonly name: string;
  /** What tells it from files that would have the same name. */
  readonly meaning: string;
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'picture'; readonly picture: Picture };
}

/** A template with the parts in place of their names in braces. A name that there is not stays as it is. */
export function filledIn(template: string, parts: NameParts): string {
  return template.replace(/\{([^{}]*)\}/g, (whole, name: string) => parts.get(name)?.text ?? whole);
}

/** Files of several groups that have one name get what tells the groups apart in front, usually the scenario. */
export function distinctNames(
  files: readonly MadeFile[],
  prefix: (index: number) => string,
): readonly MadeFile[] {
  const counts = new Map<string, number>();
  for (const { name } of files) counts.set(name, (counts.get(name) ?? 0) + 1);
  return files.map((file, i) => {
    const front = prefix(i);
    return (counts.get(file.name) ?? 0) < 2 || front === ''
      ? file
      : { ...file, name: `${front}_${file.name}` };
  });
}

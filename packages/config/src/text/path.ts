import { printable } from '@ballast/text';

/** One step into a batch file: a key of a mapping or a 0-based position in a list. */
export type Step = string | number;

/** A path as people write it, `a.b[2].c`; keys that are not plain words are quoted: `a["b c"]`. */
export function pathText(path: readonly Step[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!/^[A-Za-z_][\w-]{0,59}$/.test(step)) text += `["${printable(step)}"]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

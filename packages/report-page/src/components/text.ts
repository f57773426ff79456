import { forTerminal } from '@ballast/text';

/** Text that is safe to show: nothing in it is invisible or changes the direction. A number and its unit stay together. */
export function shown(text: string): string {
  return forTerminal(text)
    .replaceAll(/(\d) (%|ms|s|min|h|B|[KMGT]iB)\b/g, '$1\u00a0$2')
    .replaceAll(/(\d) %/g, '$1\u00a0%');
}

/** A name, exactly as terminals show it. */
export function shownName(name: string): string {
  return forTerminal(name);
}

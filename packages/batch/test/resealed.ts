import { journalText } from '@ballast/scheduler/journal';

/** The text of a journal that was edited, with the checksums that its lines now have to have. */
export function resealed(text: string): string {
  const lines = text.trimEnd().split('\n');
  return journalText(lines.map((line) => JSON.parse(line.replace(/,"check":"[^"]*"\}$/, '}')) as object));
}

import { printable } from '@ballast/results-model';
import { XLSX_LIMITS } from './limits.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would make a line feed of it.
  '\r': '&#13;',
  // XML has no way to write these two.
  '\uFFFE': '\uFFFD',
  '\uFFFF': '\uFFFD',
};

/** Text in an XML document: whatever it contains, it stays text. */
export function xmlText(text: string): string {
  return printable(text).replace(/[&<>"\r\uFFFE\uFFFF]/g, (character) => ENTITIES[character] ?? '');
}

/** The content of a cell: Excel reads `_x0041_` as the character A, and cuts nothing itself. */
export function cellText(text: string): string {
  const short = text.length > XLSX_LIMITS.text ? `${text.slice(0, XLSX_LIMITS.text - 1)}…` : text;
  return xmlText(short.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'));
}

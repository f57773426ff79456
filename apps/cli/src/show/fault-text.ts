import type { Fault } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';

/**
 * A fault for people: the sentence, a line for each text in `details.lines` (a list that belongs to it), then what to do
 * next. Every line is made safe by itself.
 */
export function faultText(fault: Fault): string {
  const list = linesOf(fault).map((line) => `  ${forTerminal(line)}`);
  const next = fault.hint === undefined ? [] : [`  next: ${forTerminal(fault.hint)}`];
  return [`ballast: ${forTerminal(fault.message)} (${fault.code})`, ...list, ...next].join('\n');
}

function linesOf({ details }: Fault): readonly string[] {
  const lines = details?.lines;
  return Array.isArray(lines) ? lines.map(String) : [];
}

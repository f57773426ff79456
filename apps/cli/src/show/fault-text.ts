import type { Fault } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';

/**
 * A fault for people: the message, a line for each text in `details.lines`, then the hint. Every line is safe to print.
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

import { forTerminal } from '@ballast/reporting';
import type { Fault } from '@ballast/resource-model';

/** A fault for people: the sentence, then what to do next. */
export function faultText(fault: Fault): string {
  const hint = fault.hint === undefined ? '' : `\n  next: ${forTerminal(fault.hint)}`;
  return `ballast: ${forTerminal(fault.message)} (${fault.code})${hint}`;
}

import type { Played } from './play.ts';
import { firstDifference } from './same-output.ts';

/** The page with the real output in place of every output that differs; an output with `...` stays as it is. */
export function updated(page: string, played: readonly Played[]): string {
  const lines = page.split('\n');
  for (const { step, printed } of [...played].reverse()) {
    if (step.output === null || step.output.text.split('\n').includes('...')) continue;
    if (firstDifference(step.output.text, printed) === null) continue;
    lines.splice(step.output.from, step.output.to - step.output.from, ...printed.split('\n'));
  }
  return lines.join('\n');
}

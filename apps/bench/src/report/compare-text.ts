import type { ChangeVerdict, Comparison } from '../result/compare.ts';
import { paragraphs, table } from '../simulate/markdown.ts';
import { ratioText } from './words.ts';

const VERDICTS: Readonly<Record<ChangeVerdict, string>> = {
  regression: 'REGRESSION',
  machine: 'slower, as the machine is',
};

/** What changed, the reference first. */
export function compareText({ control, threshold, noise, changes, overall, leftOut }: Comparison): string {
  const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
  const basis = control === null ? 'of plain times' : `of times over those of ${control} in the same repeat`;
  const noiseWords = noise === null ? 'not measured' : share(noise);
  const rows = [overall, ...changes].map(({ case: name, contender, ratio, machine, verdict }) => [
    name,
    contender,
    ratioText(ratio),
    machine === null ? '' : machine.toFixed(3),
    verdict === null ? '' : VERDICTS[verdict],
  ]);
  return `${paragraphs(
    `new / old, ${basis}; noise ${noiseWords}; a change counts above ${share(threshold)}`,
    table(['case', 'contender', 'new / old', 'the machine', ''], rows),
    ...(leftOut.length === 0 ? [] : [`in one of the two only: ${leftOut.join('; ')}`]),
  )}\n`;
}

import type { Comparison } from '../result/compare.ts';
import { paragraphs, table } from '../simulate/markdown.ts';
import { ratioText } from './words.ts';

/** What changed, the reference first. */
export function compareText({ control, threshold, noise, changes, overall, leftOut }: Comparison): string {
  const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
  const basis = control === null ? 'of plain times' : `of times over those of ${control} in the same repeat`;
  const noiseWords = noise === null ? 'not measured' : share(noise);
  const rows = [overall, ...changes].map(({ case: name, contender, ratio, regressed }) => [
    name,
    contender,
    ratioText(ratio),
    regressed ? 'REGRESSION' : '',
  ]);
  return `${paragraphs(
    `new / old, ${basis}; noise ${noiseWords}; a change counts above ${share(threshold)}`,
    table(['case', 'contender', 'new / old', ''], rows),
    ...(leftOut.length === 0 ? [] : [`in one of the two only: ${leftOut.join('; ')}`]),
  )}\n`;
}

import type { ChangeVerdict, Comparison } from '../result/compare.ts';
import { paragraphs, table } from '../simulate/markdown.ts';
import { ratioText } from './words.ts';

const VERDICTS: Readonly<Record<ChangeVerdict, string>> = {
  regression: 'REGRESSION',
  machine: 'slower, like the machine',
};

/** What changed, the reference first. */
export function compareText({
  control,
  threshold,
  noise,
  changes,
  overall,
  leftOut,
  broken,
}: Comparison): string {
  const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
  const basis =
    control === null ? 'nothing shows how fast the machine was' : `${control} shows how fast the machine was`;
  const noiseWords = noise === null ? 'not measured' : share(noise);
  const rows = [overall, ...changes].map(({ case: name, contender, time, machine, rest, verdict }) => [
    name,
    contender,
    ratioText(time),
    machine === null ? '' : machine.toFixed(3),
    rest === null ? '' : ratioText(rest),
    verdict === null ? '' : VERDICTS[verdict],
  ]);
  return `${paragraphs(
    `new / old; ${basis}; noise ${noiseWords}; a change counts if it is above ${share(threshold)}`,
    table(['case', 'contender', 'time', 'the machine', 'the rest', ''], rows),
    ...(broken.length === 0 ? [] : [`REGRESSION: some runs no longer succeed: ${broken.join('; ')}`]),
    ...(leftOut.length === 0 ? [] : [`in one result only: ${leftOut.join('; ')}`]),
  )}\n`;
}

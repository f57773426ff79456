import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ComparisonCell,
  type ComparisonOptions,
  comparisonCells,
  publishedBaseline,
  WHOLE_COMPARISON,
} from '@ballast/simulator';
import { parseOptions } from '../commands/parse-options.ts';
import { documentOf, shortText } from './document.ts';

const DOCUMENT: string = fileURLToPath(new URL('../../../../docs/simulated-policies.md', import.meta.url));

/** The reader of the larger files first. */
const WHOLE: ComparisonOptions = { ...WHOLE_COMPARISON, growths: ['after-loading', 'while-loading'] };
const HELD_OUT: ComparisonOptions = { ...WHOLE, seeds: [11, 12, 13, 14, 15], policies: ['adaptive'] };
const QUICK: ComparisonOptions = { ...WHOLE, seeds: [1], priors: [0.3] };

/** Compares the policies in the simulator: writes the document, or prints a short version. */
export function simulatePolicies(args: readonly string[]): number {
  const { values } = parseOptions({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, out: { type: 'string', default: DOCUMENT } },
  });
  const options = values.quick ? QUICK : WHOLE;
  const cells = withProgress(options);
  const heldOut = values.quick ? [] : withProgress(HELD_OUT);
  const compared = { options, cells, heldOut, baseline: publishedBaseline() };
  if (values.quick) process.stdout.write(shortText(compared));
  else writeFileSync(values.out, documentOf(compared));
  return 0;
}

/** Milliseconds between two lines of progress. */
const LINE_EVERY = 5000;

function withProgress(options: ComparisonOptions): readonly ComparisonCell[] {
  const all = Object.values(options).reduce((product, choices) => product * choices.length, 1);
  const cells: ComparisonCell[] = [];
  const began = performance.now();
  let printedAt = began;
  const print = (now: number): void => {
    const seconds = ((now - began) / 1000).toFixed(0);
    process.stderr.write(`${cells.length} of ${all} runs, ${seconds} s\n`);
    printedAt = now;
  };
  for (const cell of comparisonCells(options)) {
    cells.push(cell);
    const now = performance.now();
    if (now - printedAt >= LINE_EVERY) print(now);
  }
  print(performance.now());
  return cells;
}

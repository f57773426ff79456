import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ComparisonCell,
  type ComparisonOptions,
  comparisonCells,
  publishedBaseline,
  WHOLE_COMPARISON,
} from '@ballast/simulator';
import { parseOptions, wholeNumber } from '../commands/parse-options.ts';
import { documentOf, hardText, shortText } from './document.ts';
import { hardComparisons } from './hard.ts';

const DOCUMENT: string = fileURLToPath(new URL('../../../../docs/simulated-policies.md', import.meta.url));

/** The reader of the larger files first. */
const WHOLE: ComparisonOptions = { ...WHOLE_COMPARISON, growths: ['after-loading', 'while-loading'] };
const HELD_OUT: ComparisonOptions = { ...WHOLE, seeds: [11, 12, 13, 14, 15], policies: ['adaptive'] };
const QUICK: ComparisonOptions = { ...WHOLE, seeds: [1], priors: [0.3] };

/** Seeds of the hard batches in the document; nothing was chosen with them. */
const HARD_SEEDS: readonly number[] = [21, 22, 23];

/** Compares the policies in the simulator: writes the document, or prints a short version. */
export function simulatePolicies(args: readonly string[]): number {
  const { values } = parseOptions({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      hard: { type: 'boolean', default: false },
      seeds: { type: 'string', default: HARD_SEEDS.join() },
      out: { type: 'string', default: DOCUMENT },
    },
  });
  const seeds = values.seeds.split(',').map((seed) => wholeNumber('--seeds', seed));
  const hard = values.quick ? [] : hardComparisons(seeds).flatMap(withProgress);
  if (values.hard) {
    process.stdout.write(hardText(hard));
    return 0;
  }
  const options = values.quick ? QUICK : WHOLE;
  const cells = withProgress(options);
  const heldOut = values.quick ? [] : withProgress(HELD_OUT);
  const compared = { options, cells, heldOut, hard, baseline: publishedBaseline() };
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

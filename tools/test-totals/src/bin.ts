#!/usr/bin/env node
import { ranEverywhere, SUITES } from './logs.ts';
import { sum, summaryText, totalOf } from './totals.ts';

function main([name = '']: readonly string[]): number {
  if (!(name === 'short' || name === 'long')) {
    process.stderr.write('usage: test-totals short|long\n');
    return 2;
  }
  const { summaries, mistakes } = ranEverywhere(SUITES[name]);
  const total = totalOf(summaries);
  for (const mistake of mistakes) process.stdout.write(`${mistake}\n`);
  process.stdout.write(`\nall packages:\n${summaryText(total)}`);
  // No tests at all prove nothing.
  return mistakes.length === 0 && sum(total.tests) > 0 && (total.tests.failed ?? 0) === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));

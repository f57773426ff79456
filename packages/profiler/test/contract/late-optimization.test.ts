import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const BUILT = new URL('../../dist/bundle/late-optimization.js', import.meta.url).href;
const isEager = Number.parseInt(process.versions.v8, 10) < 12;
if (!isEager) console.log('V8 optimizes late by itself: how late is not tested');

/** Prints how often a function was called until TurboFan had optimized it. */
const SCRIPT = `
  import { optimizeLate } from ${JSON.stringify(BUILT)};
  if (process.argv[1] === 'late') optimizeLate();
  const add = (text) => { let sum = 0; for (let i = 0; i < 40; i += 1) sum += text.charCodeAt(i % text.length); return sum; };
  let calls = 0;
  for (; calls < 1e6 && (%GetOptimizationStatus(add) & 64) === 0; calls += 1) add('optimized');
  console.log(calls);
`;

function callsUntilOptimized(how: 'late' | 'as usual'): number {
  const options = ['--allow-natives-syntax', '--no-concurrent-recompilation', '--input-type=module'];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...options, '-e', SCRIPT, how], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return Number(stdout);
}

describe('optimizeLate', () => {
  it('is accepted without a word by this version of V8', () => {
    expect(callsUntilOptimized('late')).toBeGreaterThan(0);
  });

  it.runIf(isEager)('has functions optimized only after many more calls', () => {
    const usual = callsUntilOptimized('as usual');
    const late = callsUntilOptimized('late');
    expect(usual).toBeGreaterThan(0);
    expect(late).toBeLessThan(1e6);
    expect(late).toBeGreaterThan(4 * usual);
  });
});

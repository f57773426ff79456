import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/result/experiment.ts';
import { bench, temporaryFolder } from './run-bench.ts';

const TINY = ['--scale', '0.001', '--files', '3', '--repeats', '2', '--seed', '7', '--drop', 'files'];

describe('the bench', () => {
  it('shows which conditions the system does not allow', async () => {
    using folder = temporaryFolder();
    const out = path.join(folder.path, 'result.json');
    const words = 'small openfast warm storage=50MB memory=2GiB';
    const asked = ['--contenders', 'pool', '--repeats', '1', '--case', words];
    const ended = await bench(['peers', ...TINY, ...asked, '--data', folder.path, '--out', out]);
    expect(ended.code, ended.stderr).toBe(0);
    const { cases } = JSON.parse(readFileSync(out, 'utf8')) as Experiment;
    const conditions = cases[0]?.conditions ?? [];
    expect(conditions.map(({ condition }) => condition)).toEqual([
      'page cache warm',
      'storage limited to 50.0 MB a second',
      'memory limited to 2.15 GB',
    ]);
    for (const { how } of conditions) expect(how).not.toBe('');
    expect(cases[0]?.budget).toBe(Math.floor(0.75 * 2 ** 31));
  });

  it('refuses an invalid command line', async () => {
    const refused = await Promise.all([
      bench(['sweep', '--case', 'enormous']),
      bench(['sweep', '--contenders', 'nobody']),
      bench(['peers', '--repeats', 'many']),
      bench(['baseline', '--drop', 'tables']),
      bench(['no-such-command']),
    ]);
    expect(refused.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    expect(refused.map(({ stderr }) => stderr).join('')).toMatch(
      /does not begin with a scenario[\s\S]*there is no contender 'nobody'[\s\S]*(?:whole number|above 0)[\s\S]*everything or files[\s\S]*bench sweep/,
    );
  });
});

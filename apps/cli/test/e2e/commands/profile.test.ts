import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, temporaryFolder } from '../support/run-ballast.ts';

const MIB = 2 ** 20;

/** Files without content that claim a size: nothing is read. */
function sparse(folder: string, sizes: Readonly<Record<string, number>>): void {
  for (const [name, size] of Object.entries(sizes)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '');
    truncateSync(file, size);
  }
}

describe('ballast profile', () => {
  it('describes the files of every reader, and no others', async () => {
    using folder = temporaryFolder();
    sparse(folder.path, { 'a.sim': 200 * MIB, 'b/c.SIM': 300 * MIB, 'd.outb': 400 * MIB, 'e.txt': 9 * MIB });
    const ended = await ballast(['profile', folder.path]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('3 files, 900 MiB');
    expect(ended.stdout).toContain('Sizes are medium: the median is from 100 MiB to 1 GiB.');
    expect(ended.stdout).toMatch(/256 MiB - 512 MiB +#{40} 2/);
    expect(ended.stdout).toContain('size-table 20 workers: the mean size of 315 MB is below 500 MB');
    expect(ended.stdout).toMatch(/oppnda +\d+ workers?: /);
  });

  it('uses the given patterns, and prints JSON', async () => {
    using folder = temporaryFolder();
    sparse(folder.path, { 'a.sim': MIB, 'b.dat': 2 * MIB, 'c.txt': 3 * MIB });
    const ended = await ballast(['profile', folder.path, '--include', '*.dat', '*.txt', '--json']);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      include: ['*.dat', '*.txt'],
      count: 2,
      totalBytes: 5 * MIB,
      label: 'small',
      recommendation: { policies: [{ policy: 'adaptive', workers: null }, {}, {}] },
    });
  });

  it('writes a histogram in which the name of a folder is only text', async () => {
    using folder = temporaryFolder();
    const odd = path.join(folder.path, "a & b'");
    sparse(odd, { 'x.sim': MIB, 'y.sim': 4 * MIB });
    const svg = path.join(folder.path, 'sizes.svg');
    const ended = await ballast(['profile', odd, '--svg', svg, '--quiet']);
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
    const text = readFileSync(svg, 'utf8');
    expect(text).toMatch(/^<svg [^>]*>\n/);
    expect(text).toContain('a &#38; b&#39;');
    expect(text.match(/fill="#2b6cb0"/g)).toHaveLength(3);
  });

  it('ends with the configuration code if there is nothing to describe', async () => {
    using folder = temporaryFolder();
    const empty = await ballast(['profile', folder.path]);
    expect(empty.code).toBe(3);
    expect(empty.stderr).toContain('NO_INPUTS');
    expect(empty.stderr).toContain('--include');
    const missing = await ballast(['profile', path.join(folder.path, 'no')]);
    expect(missing.code).toBe(3);
    expect(missing.stderr).toContain('INPUT_FOLDER_MISSING');
    expect(missing.stderr).not.toContain('batch file');
  });

  it('reports that the histogram cannot be written', async () => {
    using folder = temporaryFolder();
    sparse(folder.path, { 'a.sim': MIB });
    const ended = await ballast(['profile', folder.path, '--svg', path.join(folder.path, 'no', 'x.svg')]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('SVG_NOT_WRITTEN');
  });
});

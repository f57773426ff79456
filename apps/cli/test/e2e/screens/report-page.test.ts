import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';

const BATCH = `version: 1
batch: paged
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: long, layout: long, columns: [{ variable: "*", statistics: [max] }] }
`;

async function batchIn(folder: string): Promise<string> {
  const shape = ['--files', '4', '--channels', '8', '--rows', '300'];
  await tool('openfast-files', ['--out', path.join(folder, 'sims'), ...shape]);
  writeFileSync(path.join(folder, 'sims', 'bad.out'), 'not a result');
  return writeBatch(folder, BATCH);
}

describe('the report page', () => {
  it('is written by every run, says what report.json says, and is made again by report', async () => {
    using folder = temporaryFolder();
    const batch = await batchIn(folder.path);
    const out = path.join(folder.path, 'out');
    const page = path.join(out, 'report.html');
    const ran = await ballast(['run', batch]);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain(`  page     ${page}`);
    const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as {
      headline: { sentence: string };
      says: Record<string, string>;
      figures: { statuses: Record<string, number> };
    };
    expect(report.headline.sentence).toBe('4 of 5 files succeeded; 1 needs a look.');
    expect(report.figures.statuses).toMatchObject({ succeeded: 4, 'wrong-format': 1 });
    const html = readFileSync(page, 'utf8');
    expect(html).toContain(report.headline.sentence);
    expect(html).toContain('bad.out');

    rmSync(page);
    expect((await ballast(['verify', out])).code).toBe(1);
    const again = await ballast(['report', out]);
    expect(again).toMatchObject({ code: 0, stdout: `${report.headline.sentence}\n  page     ${page}\n` });
    expect((await ballast(['verify', out])).code).toBe(0);
    const figures = JSON.parse((await ballast(['report', out, '--json'])).stdout) as {
      says: Record<string, string>;
      tasks: { file: string[] };
    };
    expect(figures.says).toEqual(report.says);
    expect(figures.tasks.file).toHaveLength(5);
  });

  it('is left out with --no-html', async () => {
    using folder = temporaryFolder();
    const batch = await batchIn(folder.path);
    const { stdout } = await ballast(['run', batch, '--no-html']);
    expect(stdout).not.toContain('report.html');
    expect(existsSync(path.join(folder.path, 'out', 'report.html'))).toBe(false);
  });

  it('is refused for a folder without a journal, with what to do', async () => {
    using folder = temporaryFolder();
    const { code, stderr } = await ballast(['report', folder.path]);
    expect(code).not.toBe(0);
    expect(stderr).toContain('contains no journal of a batch');
    expect(stderr).toContain('journal.ndjson');
  });
});

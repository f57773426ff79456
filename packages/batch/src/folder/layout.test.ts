import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outputFolder, prepareOutputFolder } from './layout.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ballast-output-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text = name): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

const prepare = (): Promise<string | null> => prepareOutputFolder(outputFolder(root), () => '{}');
const JOURNAL = '{"type":"journal","version":1,"product":"ballast 1.0.0"}\n';

describe('an output folder', () => {
  it('gets the work plan and the folders of a batch if it is new', async () => {
    write('notes.txt');
    expect(await prepare()).toBeNull();
    expect(readdirSync(root).toSorted()).toEqual(['.ballast', 'notes.txt', 'tables']);
    expect(readdirSync(path.join(root, '.ballast')).toSorted()).toEqual(['plan.json', 'results']);
  });

  it('moves an earlier batch into a folder of its own, and leaves everything else in place', async () => {
    for (const name of ['tables/t.csv', '.ballast/results/0-1.json', 'report.json']) write(name);
    write('journal.ndjson', JOURNAL);
    write('project/file.txt');
    write('earlier-1', 'a file of another program');
    const aside = path.join(root, 'earlier-2');
    expect(await prepare()).toBe(aside);
    expect(readdirSync(aside).toSorted()).toEqual(['.ballast', 'journal.ndjson', 'report.json', 'tables']);
    expect(readFileSync(path.join(aside, 'tables', 't.csv'), 'utf8')).toBe('tables/t.csv');
    expect(readdirSync(root).toSorted()).toEqual(['.ballast', 'earlier-1', 'earlier-2', 'project', 'tables']);
    expect(readdirSync(path.join(root, 'tables'))).toEqual([]);
  });

  it('begins around the shards of a batch, which stay where they are', async () => {
    write('.ballast/shards/1-of-2/journal.ndjson', JOURNAL);
    expect(await prepare()).toBeNull();
    write('journal.ndjson', JOURNAL);
    const aside = path.join(root, 'earlier-1');
    expect(await prepare()).toBe(aside);
    expect(readdirSync(path.join(aside, '.ballast')).toSorted()).toEqual(['plan.json', 'results']);
    expect(existsSync(path.join(root, '.ballast', 'shards', '1-of-2', 'journal.ndjson'))).toBe(true);
  });

  it.each(['report.json', 'tables/x.csv', 'batch.effective.yml', '.ballast/x', 'journal.ndjson'])(
    'is refused and left as it is if it contains a foreign %s',
    async (name) => {
      write(name, '{"type":"diary"}\n');
      const entry = path.join(root, name.split('/')[0] ?? '');
      await expect(prepare()).rejects.toMatchObject({
        code: 'OUTPUT_NOT_OURS',
        message: expect.stringContaining(entry),
        hint: expect.stringContaining('--out'),
      });
      expect(readFileSync(path.join(root, name), 'utf8')).toBe('{"type":"diary"}\n');
      expect(readdirSync(root)).toHaveLength(1);
    },
  );

  it('can be used again after a batch that ended before its journal began', async () => {
    await prepare();
    write('batch.effective.yml');
    expect(await prepare()).toBe(path.join(root, 'earlier-1'));
    expect(existsSync(path.join(root, 'earlier-1', 'batch.effective.yml'))).toBe(true);
  });

  it('can be used again after a batch that ended while it wrote its very first file', async () => {
    write('.ballast/plan.json.123.part', '{');
    expect(await prepare()).toBe(path.join(root, 'earlier-1'));
    expect(readdirSync(path.join(root, '.ballast')).toSorted()).toEqual(['plan.json', 'results']);
  });

  it('may have its tables elsewhere, and moves nothing there', async () => {
    const elsewhere = path.join(root, 'csv', 'all');
    const folder = outputFolder(path.join(root, 'out'), elsewhere);
    await prepareOutputFolder(folder, () => '{}');
    expect(folder.table('x.csv')).toBe(path.join(elsewhere, 'x.csv'));
    write('csv/all/x.csv');
    expect(await prepareOutputFolder(folder, () => '{}')).toBe(path.join(root, 'out', 'earlier-1'));
    expect(readdirSync(elsewhere)).toEqual(['x.csv']);
  });

  it('may contain empty folders with the names of its own', async () => {
    mkdirSync(path.join(root, 'tables'));
    mkdirSync(path.join(root, '.ballast'));
    expect(await prepare()).toBeNull();
  });
});

import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { type FolderWatch, watchFolder } from './folder-watch.ts';
import type { JournalWatch } from './journal-watch.ts';
import { type OutputFolder, outputFolder } from './layout.ts';

const PLAN = '{"reader":"openfast"}';
const isWindows = process.platform === 'win32';

let output: OutputFolder;
let watch: FolderWatch;
let journal: JournalWatch;
let fd: number;
beforeEach(() => {
  output = outputFolder(path.join(temporaryFolder(), 'out'));
  mkdirSync(output.results, { recursive: true });
  writeFileSync(output.plan, PLAN);
  writeFileSync(output.journal, 'first\n');
  fd = openSync(output.journal, 'a+');
  watch = watchFolder(output);
  journal = watch.journal(fd);
  onTestFinished(() => {
    watch[Symbol.dispose]();
    closeSync(fd);
  });
});

function append(text: string): void {
  expect(journal.before()).toBeNull();
  writeSync(fd, text);
  journal.after();
}

describe('an output folder that is watched', () => {
  it('is undisturbed as long as only its own batch writes there', async () => {
    append('second\n');
    writeFileSync(path.join(output.results, '0-1-aa.json'), '{}');
    writeFileSync(path.join(output.root, 'notes.txt'), 'mine');
    expect(await watch.look()).toBeNull();
    expect(watch.mended()).toEqual([]);
  });

  it.each<[string, string, () => void]>([
    ['results-removed', 'its results are removed', () => rmSync(output.results, { recursive: true })],
    ['results-removed', 'a file takes the place of its results', () => replaceByFile(output.results)],
    [
      'work-removed',
      'its work folder is removed',
      () => rmSync(path.dirname(output.plan), { recursive: true }),
    ],
    ['plan-changed', 'its plan is changed', () => writeFileSync(output.plan, '{"reader":"orcaflex"}')],
    ['journal-changed', 'its journal is cut', () => truncateSync(output.journal, 1)],
    ['journal-changed', 'something is appended to its journal', () => appendFileSync(output.journal, 'x')],
  ])('is disturbed (%s) if %s', async (kind, _, disturb) => {
    disturb();
    expect(await watch.look()).toEqual({ kind });
    expect(await watch.cause()).toEqual({ kind });
    expect(await watch.disturbed).toEqual({ kind });
  });

  // Windows keeps the name of a file until nobody has it open.
  it.skipIf(isWindows).each<[string, string, () => void]>([
    ['journal-removed', 'its journal is removed', () => rmSync(output.journal)],
    ['journal-replaced', 'its journal is replaced', () => replaceByCopy(output.journal, 'other')],
  ])('is disturbed (%s) if %s', async (kind, _, disturb) => {
    disturb();
    expect(await watch.look()).toEqual({ kind });
    expect(await watch.cause()).toEqual({ kind });
    expect(await watch.disturbed).toEqual({ kind });
  });

  it.skipIf(isWindows)('keeps what was found first', async () => {
    rmSync(output.journal);
    await watch.look();
    writeFileSync(output.journal, 'first\n');
    expect(await watch.look()).toEqual({ kind: 'journal-removed' });
  });

  it('has its plan again if that was removed', async () => {
    rmSync(output.plan);
    expect(await watch.look()).toBeNull();
    expect(readFileSync(output.plan, 'utf8')).toBe(PLAN);
    expect(watch.mended()).toEqual([expect.stringContaining(output.plan)]);
  });

  it('counts as undisturbed if its plan is written again as it was', async () => {
    replaceByCopy(output.plan, PLAN);
    expect(await watch.look()).toBeNull();
    expect(watch.mended()).toEqual([]);
  });

  it.skipIf(isWindows)('is found again under its new name', async () => {
    const to = `${output.root}-renamed`;
    renameSync(output.root, to);
    const moved = { kind: 'folder-moved', to: process.platform === 'linux' ? to : null };
    expect(await watch.look()).toEqual(moved);
    mkdirSync(output.root);
    expect(await watch.cause()).toEqual(moved);
    expect(existsSync(output.plan)).toBe(false);
  });

  it.skipIf(isWindows)('is not disturbed if a link to it takes its place', async () => {
    renameSync(output.root, `${output.root}-renamed`);
    symlinkSync(`${output.root}-renamed`, output.root);
    expect(await watch.look()).toBeNull();
  });

  it.skipIf(isWindows)('that loses its contents first counts as removed in the end', async () => {
    rmSync(output.results, { recursive: true });
    expect(await watch.look()).toEqual({ kind: 'results-removed' });
    rmSync(output.root, { recursive: true });
    expect(await watch.cause()).toEqual({ kind: 'folder-removed' });
  });
});

function replaceByCopy(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function replaceByFile(folder: string): void {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
}

describe('a journal that is watched', () => {
  it.skipIf(isWindows)(
    'refuses to be continued once its file has no name, or has what somebody else wrote',
    () => {
      append('second\n');
      appendFileSync(output.journal, 'x');
      expect(journal.before()).toBe('journal-changed');
      rmSync(output.journal);
      expect(journal.before()).toBe('journal-removed');
    },
  );

  it('counts a copy as itself only as long as both have the same size', async () => {
    copyFileSync(output.journal, `${output.journal}.away`);
    renameSync(output.journal, `${output.journal}.old`);
    renameSync(`${output.journal}.away`, output.journal);
    expect(await journal.look()).toBeNull();
    append('second\n');
    expect(await journal.look()).toBe('journal-replaced');
  });

  it('is not taken for changed while a failed attempt to append waits for another', async () => {
    journal.before();
    writeSync(fd, 'hal');
    expect(await journal.look()).toBeNull();
  });

  it.skipIf(isWindows)('is written again if it was removed, and never over another file', () => {
    append('second\n');
    rmSync(output.journal);
    expect(journal.keep('journal-removed')).toBe(output.journal);
    expect(readFileSync(output.journal, 'utf8')).toBe('first\nsecond\n');
    expect(journal.keep('journal-removed')).toBeNull();
  });

  it.skipIf(isWindows)('is kept under the first free number if it was replaced', () => {
    mkdirSync(output.journals);
    writeFileSync(path.join(output.journals, '1.ndjson'), 'before');
    replaceByCopy(output.journal, 'other');
    const kept = path.join(output.journals, '2.ndjson');
    expect(journal.keep('journal-replaced')).toBe(kept);
    expect(readFileSync(kept, 'utf8')).toBe('first\n');
    expect(readFileSync(output.journal, 'utf8')).toBe('other');
    expect(journal.keep('results-removed')).toBeNull();
  });
});

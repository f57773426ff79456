import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, quoted, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { ballastWith } from '../support/with-environment.ts';

const batchText = (library: string | null): string => `version: 1
batch: native
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
${library === null ? '' : `orcaflex: { library: ${quoted(library)} }`}
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

describe('--no-native', () => {
  it.each([['run'], ['plan']])('makes `%s` refuse a batch that names a native library', async (command) => {
    using folder = temporaryFolder();
    const ended = await ballast([command, writeBatch(folder.path, batchText('evil.so')), '--no-native']);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('evil.so, which --no-native refuses (LIBRARY_REFUSED)');
  });

  it('also refuses a library that an override names', async () => {
    using folder = temporaryFolder();
    const args = ['--no-native', '--set', 'orcaflex.library=evil.so'];
    const ended = await ballast(['run', writeBatch(folder.path, batchText(null)), ...args]);
    expect([ended.code, ended.stderr]).toEqual([3, expect.stringContaining('LIBRARY_REFUSED')]);
  });

  it('keeps doctor from loading the library that the environment names', async () => {
    using folder = temporaryFolder();
    const variables = { BALLAST_ORCFXAPI: path.join(folder.path, 'none.so'), BALLAST_DATA_HOME: folder.path };
    const { code, stdout } = await ballastWith(variables, ['doctor', folder.path, '--no-native']);
    expect(code).toBe(0);
    expect(stdout).toContain('not loaded, because of --no-native');
    expect(stdout).not.toContain('none.so');
  });

  it('changes nothing for a batch that names no library', async () => {
    using folder = temporaryFolder();
    await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), '--files', '1', '--rows', '5']);
    const text = batchText(null)
      .replace('orcaflex', 'openfast')
      .replace('object: Vessel1, variable: X', 'variable: "*"');
    const batch = writeBatch(folder.path, text.replace('layout: wide', 'layout: long'));
    expect(await ballast(['run', batch, '--no-native'])).toMatchObject({ code: 0 });
    expect(await ballast(['resume', path.join(folder.path, 'out'), '--no-native'])).toMatchObject({
      code: 0,
    });
  });
});

describe.runIf(HAS_COMPILER)('--no-native for an output folder', () => {
  it('is obeyed by `resume`, whatever the folder names', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await standInFiles(path.join(folder.path, 'sims'), ['--files', '2', '--min', '100KB', '--max', '100KB']);
    expect(await ballast(['run', writeBatch(folder.path, batchText(library))])).toMatchObject({ code: 0 });
    const ended = await ballast(['resume', path.join(folder.path, 'out'), '--no-native']);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(`${library}, which --no-native refuses`);
  });

  it('does not let workers load a library that only the work plan in the folder names', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await standInFiles(path.join(folder.path, 'sims'), ['--files', '2', '--min', '100KB', '--max', '100KB']);
    const batch = writeBatch(folder.path, batchText(null));
    const installed = { BALLAST_ORCFXAPI: library, BALLAST_DATA_HOME: folder.path };
    expect(await ballastWith(installed, ['run', batch])).toMatchObject({ code: 0 });
    const plan = path.join(folder.path, 'out', '.ballast', 'plan.json');
    const evil = readFileSync(plan, 'utf8').replace('"library":null', '"library":"/evil.so"');
    expect(evil).toContain('/evil.so');
    writeFileSync(plan, evil);
    await standInFiles(path.join(folder.path, 'sims'), [
      '--files',
      '1',
      '--min',
      '100KB',
      '--max',
      '100KB',
      '--prefix',
      'new',
    ]);
    const again = await ballastWith(installed, ['run', batch, '--no-native']);
    expect(again).toMatchObject({ code: 0 });
    expect(readFileSync(plan, 'utf8')).not.toContain('/evil.so');
  });
});

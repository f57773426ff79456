import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listInputs } from '@ballast/batch';
import { formatIssues } from '@ballast/config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { candidatesOf } from '../paths/folders.ts';
import { readDigitalmodel } from '../translate/read-digitalmodel.ts';
import { type FoundInputs, findInputs } from './find-inputs.ts';
import { nativeInputs } from './native-inputs.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ballast-find-inputs-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function files(folder: string, names: readonly string[]): void {
  mkdirSync(path.join(root, folder), { recursive: true });
  for (const [i, name] of names.entries()) {
    writeFileSync(path.join(root, folder, name), 'x'.repeat(1024 * (i + 1)));
  }
}

function selectionOf(fileManagement: string) {
  const text = `basename: orcaflex_post_process
orcaflex: { postprocess: { summary: { flag: True } } }
summary_settings:
  groups: [{ Label: a, Columns: [{ Command: GetData, ObjectName: L, Variable: [Length, 0], Label: l }] }]
file_management: ${fileManagement}
`;
  const result = readDigitalmodel(text, null);
  if (!result.ok) throw new Error(formatIssues(result.issues, 'dm.yml'));
  return result.digitalmodel.inputs;
}

function find(fileManagement: string): FoundInputs {
  const bases = { file: path.join(root, 'config'), working: path.join(root, 'working') };
  return findInputs(selectionOf(fileManagement), bases, (issue, code) => {
    throw new Error(`${code} ${formatIssues([issue], 'dm.yml')}`);
  });
}

function namesFound(fileManagement: string): readonly string[] {
  return find(fileManagement).inputs.map(({ file }) => file);
}

describe('findInputs', () => {
  it('lists one level, sorted, and nothing but files', () => {
    files('config/sims', ['b_1.sim', 'a_1.SIM', 'c_2.sim', 'a_1.dat']);
    files('config/sims/deeper_1.sim', ['d_1.sim']);
    expect(namesFound('{ input_directory: sims, filename: { pattern: "_1" } }')).toEqual([
      'a_1.SIM',
      'b_1.sim',
    ]);
    expect(namesFound('{ input_directory: sims, filename: { filters: { min_size_kb: 3 } } }')).toEqual([
      'c_2.sim',
    ]);
  });

  it("looks from the configuration's folder first, then from the working directory", () => {
    files('working/sims', ['w.sim']);
    expect(namesFound('{ input_directory: sims }')).toEqual(['w.sim']);
    files('config/sims', ['c.sim']);
    expect(namesFound('{ input_directory: sims }')).toEqual(['c.sim']);
    expect(namesFound("{ input_directory: '..\\working\\sims' }")).toEqual(['w.sim']);
    expect(namesFound(`{ input_directory: '${path.join(root, 'working', 'sims')}' }`)).toEqual(['w.sim']);
  });

  it('names the place and the candidates of a folder that does not exist', () => {
    const search = () => find('{ input_directory: nowhere }');
    expect(search).toThrow(/^INPUT_FOLDER_MISSING dm\.yml:5:20 {2}Expected the path of an existing folder/);
    expect(search).toThrow(path.join(root, 'config', 'nowhere'));
    expect(search).toThrow(path.join(root, 'working', 'nowhere'));
  });

  it('names the place of a pattern that matches nothing', () => {
    files('config/sims', ['a.sim', 'b.sim']);
    expect(() => find('{ input_directory: sims, filename: { pattern: zzz } }')).toThrow(
      /^NO_INPUTS dm\.yml:5:\d+ {2}Expected a pattern .* for `file_management\.filename\.pattern`, found none in .*, which has 2 such files/,
    );
  });

  it('keeps missing files of a list, with the reason', () => {
    files('config/one', ['a.sim']);
    files('working/two', ['b.sim']);
    const found = find("{ flag: False, input_files: { sim: [one/a.sim, two/b.sim, 'one\\gone.sim'] } }");
    expect(found.directory).toBe(root);
    expect(found.inputs.map(({ file, refused }) => [file, refused?.code ?? null])).toEqual([
      ['config/one/a.sim', null],
      ['config/one/gone.sim', 'INPUT_MISSING'],
      ['working/two/b.sim', null],
    ]);
  });
});

describe('a path with a drive letter', () => {
  it.runIf(path.sep === '/')('leads nowhere on a system without drives', () => {
    expect(candidatesOf('D:\\1522\\ctr7', { file: '/a', working: '/b' })).toEqual([]);
    expect(candidatesOf('D:/1522/ctr7', { file: '/a', working: '/b' })).toEqual([]);
  });
});

describe('nativeInputs', () => {
  const NAMES = [
    'fsts_hwl_005yr.sim',
    'fsts_hwl_100yr.sim',
    'fsts_lwl_005yr.sim',
    'other[1].sim',
    'a(b)!.SIM',
  ];

  it.each([
    ['{ pattern: hwl }', false],
    ['{ filters: { contains: [fsts, 005yr], not_contains: [lwl] } }', false],
    ["{ pattern: '[1]' }", false],
    ["{ pattern: 'f*005' }", false],
    ['{}', false],
    ["{ filters: { contains: ['(b)!'] } }", false],
    ["{ filters: { regex: '00yr$' } }", true],
    ['{ filters: { min_size_kb: 2, max_size_kb: 3 } }', true],
  ])('match the same files for %s, every one named: %s', (filename, named) => {
    files('config/sims', NAMES);
    const management = `{ input_directory: sims, filename: ${filename} }`;
    const found = find(management);
    const native = nativeInputs(selectionOf(management), found);
    expect(native.named).toBe(named);
    const listed = listInputs({ ...native.inputs, output: null });
    expect(listed.map(({ file }) => file)).toEqual(found.inputs.map(({ file }) => file));
    expect(found.inputs.length).toBeGreaterThan(0);
  });

  it('name the files if only case distinguishes them, which patterns ignore', () => {
    files('config/sims', ['A_HWL.sim', 'b_hwl.sim']);
    const management = '{ input_directory: sims, filename: { filters: { contains: [hwl] } } }';
    expect(nativeInputs(selectionOf(management), find(management))).toMatchObject({
      named: true,
      inputs: { include: ['b_hwl.sim'] },
    });
  });
});

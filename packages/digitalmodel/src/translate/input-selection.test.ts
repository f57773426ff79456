import { describe, expect, it } from 'vitest';
import { type InputFilter, isSelected } from './input-selection.ts';
import { readDigitalmodel } from './read-digitalmodel.ts';

const CONFIG = `meta: { basename: orcaflex_post_process }
orcaflex: { postprocess: { summary: { flag: True } } }
summary_settings:
  groups: [{ Label: a, Columns: [{ Command: GetData, ObjectName: Line1, Variable: [Length, 0], Label: l }] }]
`;

function selectionOf(fileManagement: string, override: string | null = null) {
  const result = readDigitalmodel(`${CONFIG}file_management: ${fileManagement}\n`, override);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('\n'));
  return result.digitalmodel.inputs;
}

function filterOf(filename: string): InputFilter {
  const selection = selectionOf(`{ input_directory: sims, filename: ${filename} }`);
  if (selection.kind !== 'matched') throw new Error('listed');
  return selection.filter;
}

const GRAMMAR = 'fsts_l015_hwl_125km3_l100_pb_005yr__cl_015deg.sim';

describe('an input', () => {
  it.each([
    ['{}', GRAMMAR, true],
    ['{}', 'fsts.dat', false],
    ['{}', 'fsts', false],
    ['{}', '.hidden.sim', false],
    ['{ extension: [sim] }', 'A.SIM', true],
    ['{ extension: .sim }', 'a.sim', true],
    ['{ pattern: 125km3_l100_pb }', GRAMMAR, true],
    ['{ pattern: 125KM3 }', GRAMMAR, true],
    ['{ pattern: 126km3 }', GRAMMAR, false],
    ['{ pattern: fsts*125km3*005yr }', GRAMMAR, true],
    ['{ pattern: 005yr*fsts }', GRAMMAR, false],
    ['{ pattern: "0??5deg" }', GRAMMAR, false],
    ['{ pattern: "0?5deg" }', GRAMMAR, true],
    ['{ pattern: sim }', GRAMMAR, false],
    ['{ pattern: "[1]" }', 'case[1].sim', true],
    ['{ pattern: "[1]" }', 'case1.sim', false],
    ['{ pattern: 015 }', GRAMMAR, true],
    ['{ filters: { contains: [hwl, 005yr] } }', GRAMMAR, true],
    ['{ filters: { contains: [hwl, 100yr] } }', GRAMMAR, false],
    ['{ filters: { contains: hwl } }', GRAMMAR, true],
    ['{ filters: { contains: [HWL] } }', GRAMMAR, false],
    ['{ filters: { not_contains: [lwl] } }', GRAMMAR, true],
    ['{ filters: { not_contains: [lwl, pb] } }', GRAMMAR, false],
    ["{ filters: { regex: '^fsts_.*_(\\d{3})deg$' } }", GRAMMAR, true],
    ["{ filters: { regex: 'deg\\.sim' } }", GRAMMAR, false],
    ["{ filters: { regex: '(?i)HWL' } }", GRAMMAR, true],
    ["{ filters: { regex: '\\A(?P<name>fsts).*\\Z' } }", GRAMMAR, true],
  ])('with %s: %s is one: %s', (filename, name, expected) => {
    expect(isSelected({ name, size: 1000 }, filterOf(filename))).toBe(expected);
  });

  it('has a size within the window, both ends included, in units of 1024 bytes', () => {
    const filter = filterOf('{ filters: { min_size_kb: 1, max_size_kb: 2 } }');
    const sizes = [1023, 1024, 2048, 2049];
    expect(sizes.map((size) => isSelected({ name: 'a.sim', size }, filter))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('the inputs of a configuration', () => {
  it('are those of input_directory, which an override may change', () => {
    expect(
      selectionOf('{ input_directory: sims, files: { files_in_current_directory: { flag: True } } }'),
    ).toMatchObject({
      kind: 'matched',
      directory: 'sims',
    });
    expect(
      selectionOf(
        '{ input_directory: sims }',
        "{'file_management': {'input_directory': '../b', 'filename': {'pattern': 'x'}}}",
      ),
    ).toMatchObject({
      directory: '../b',
      filter: { pattern: 'x', extensions: ['sim'] },
    });
  });

  it('are read in the older form too: this folder, another one, or a list', () => {
    const files = (rest: string) =>
      selectionOf(`{ files: { files_in_current_directory: ${rest} }, input_files: { sim: [a.sim, b.sim] } }`);
    expect(files('{ flag: True, directory: other, auto_read: True, filename_pattern: x }')).toMatchObject({
      directory: null,
      filter: { pattern: 'x' },
    });
    expect(files('{ flag: False, directory: other, auto_read: True }')).toMatchObject({
      kind: 'matched',
      directory: 'other',
    });
    expect(files('{ flag: False, auto_read: False }')).toEqual({ kind: 'listed', files: ['a.sim', 'b.sim'] });
  });

  it('are those next to the configuration if it names none', () => {
    expect(selectionOf('{ flag: True }')).toMatchObject({ kind: 'matched', directory: null });
  });
});

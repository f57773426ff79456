import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { CONFIG, csvFiles, type Fixture, goldenFiles, makeFixture } from './digitalmodel-fixture.ts';
import { formOf, wrongLinks, wrongSamples } from './digitalmodel-formulas.ts';
import { ballast, type Ended, readTable, temporaryFolder } from './run-ballast.ts';
import { HAS_COMPILER } from './stand-in.ts';

const OVERRIDE = "{'meta': {'label': 'pb'}, 'parallel_processing': {'max_workers': 4,},}";

function run(fixture: Fixture, override: string, more: readonly string[] = []): Promise<Ended> {
  const library = `orcaflex.library=${JSON.stringify(fixture.library)}`;
  return ballast(['run', fixture.config, override, '--set', library, '--no-history', ...more]);
}

/** The first line that has this text, counted from 1. */
function lineOf(text: string, fragment: string): number {
  return text.split('\n').findIndex((line) => line.includes(fragment)) + 1;
}

const FIRST_LISTED = 'fsts_l015_hwl_125km3_l100_pb_005yr__cl_000deg.sim';

/** In the older form, which lists its inputs. */
const listing = (...names: readonly string[]): string => `basename: orcaflex_post_process
orcaflex: { postprocess: { summary: { flag: True } } }
summary_settings:
  groups: [{ SummaryFileName: s, Columns: [{ Command: GetData, ObjectName: Line1, Variable: [Length, 0], Label: L }] }]
file_management:
  flag: False
  output_directory: .
  input_files: { sim: [${names.map((name) => `../sims/${name}`).join(', ')}] }
`;

describe.runIf(HAS_COMPILER)('a digitalmodel configuration', () => {
  it('gives its files, columns and labels, a row for every file, and errors beside the tables', async () => {
    using folder = temporaryFolder();
    const fixture = await makeFixture(folder.path);
    const ended = await run(fixture, OVERRIDE);
    expect(ended.code).toBe(1);
    expect(csvFiles(fixture.csv, fixture.sims)).toEqual(goldenFiles());
    const others = readdirSync(fixture.csv).filter((name) => !name.endsWith('.csv'));
    expect(others.sort()).toEqual([
      'dm_fsts_pb.ballast',
      'dm_fsts_pb.yml',
      'fsts_l015_hwl_125km3_l100_pb_005yr__cl_000deg.sim_error.log',
      'fsts_l015_hwl_125km3_l100_pb_005yr__cl_015deg.sim_error.log',
      'fsts_l015_hwl_125km3_l100_pb_005yr__cl_030deg.sim_error.log',
      'y_partial_l015_hwl_125km3_l100_pb_005yr__cl_000deg.sim_error.log',
      'y_unstable_l015_hwl_125km3_l100_pb_005yr__cl_000deg.sim_error.log',
      'z_broken_hwl.sim_error.log',
    ]);
    expect(readdirSync(fixture.sims).every((name) => name.endsWith('.sim'))).toBe(true);
    const again = lineOf(CONFIG, '  max_workers: 2') - 2;
    expect(ended.stderr).toContain(
      `dm_fsts.yml:${again}:1  Expected each key once, found the key \`parallel_processing\` again on line ${again} after line ${again - 4}; this one counts`,
    );
    expect(ended.stderr).toContain(
      '`orcaflex.postprocess.visualization.flag` has no equivalent and is ignored',
    );
    const record = readFileSync(path.join(fixture.csv, 'dm_fsts_pb.yml'), 'utf8');
    expect(record).toContain('label: pb');
    expect(record).toContain(`data: ${fixture.csv.split(path.sep).join('/')}/dm_fsts_pb_dynamics.csv`);
    expect(record).toMatch(/file_name: .*cl_000deg\.sim\n[\s\S]*cl_000deg_Line1\.csv/);
  });

  it('has the values that the closed forms have', async () => {
    using folder = temporaryFolder();
    const fixture = await makeFixture(folder.path);
    await run(fixture, OVERRIDE);
    const rows = readTable(path.join(fixture.csv, 'dm_fsts_pb_dynamics.csv'));
    const statics = readTable(path.join(fixture.csv, 'dm_fsts_pb_statics.csv'));
    const linked = readTable(path.join(fixture.csv, 'dm_fsts_pb_ef.csv'));
    for (const [i, file] of fixture.good.entries()) {
      const tension = formOf(file, 'Line1', 'Effective Tension', 1);
      const z = formOf(file, 'Vessel1', 'Z');
      expect(rows[i]).toMatchObject({ run_status: 'incomplete', missing_max: '', statistic: '' });
      expect(Number(rows[i]?.start_time)).toBe(file.start);
      expect(Number(rows[i]?.T_max)).toBeCloseTo(tension.max, 5);
      // Theirs transforms after the statistic.
      expect(Number(rows[i]?.T_min)).toBeCloseTo(1 - 0.001 * tension.min, 5);
      expect(Number(rows[i]?.Z_std)).toBeCloseTo(Math.sqrt(z.m2), 5);
      const length = 150;
      expect(Number(statics[i]?.L2)).toBe(length);
      const range = formOf(file, 'Line1', 'Effective Tension', 0.5);
      expect(Number(statics[i]?.T_range)).toBeLessThanOrEqual(range.max + 1e-6);
      expect(Number(statics[i]?.T_range)).toBeGreaterThan(
        formOf(file, 'Line1', 'Effective Tension', 0.4).max,
      );
      const [tensions = {}, moments = {}] = linked.slice(2 * i, 2 * i + 2);
      expect(tensions).toMatchObject({ Label: 'effective_tension', run_status: 'incomplete', statistic: '' });
      expect(moments).toMatchObject({ Label: 'bending_moment', 'ValueAtMax_Effective Tension': '' });
      expect(wrongLinks(file, tensions, moments)).toEqual([]);
      const stem = file.file.replace(/\.sim$/, '');
      expect(wrongSamples(file, readTable(path.join(fixture.csv, `${stem}_Line1.csv`)))).toEqual([]);
    }
    const maxima = rows.slice(0, 3).map((row) => Number(row.T_max));
    const mean = maxima.reduce((sum, value) => sum + value, 0) / 3;
    const foot = rows.slice(-4);
    expect(foot.map((row) => [row.fe_filename, row.statistic])).toEqual([
      ['', 'min'],
      ['', 'max'],
      ['', 'mean'],
      ['', 'stdev'],
    ]);
    expect(foot.map((row) => Number(row.T_max))).toEqual([
      Math.min(...maxima),
      Math.max(...maxima),
      expect.closeTo(mean, 5),
      expect.closeTo(Math.sqrt(maxima.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2), 5),
    ]);
  });

  it('as a batch file gives the same tables', async () => {
    using folder = temporaryFolder();
    const fixture = await makeFixture(folder.path);
    await run(fixture, OVERRIDE);
    const expected = csvFiles(fixture.csv, fixture.sims);
    const imported = await ballast(['import', fixture.config, OVERRIDE]);
    expect(imported.code).toBe(0);
    expect(imported.stdout).toMatch(/^# Made from .*dm_fsts\.yml by `ballast import`/);
    expect(imported.stdout).toContain('`orcaflex.postprocess.visualization.flag` has no equivalent');
    const batch = path.join(folder.path, 'batch.yml');
    writeFileSync(batch, imported.stdout);
    const again = path.join(folder.path, 'again');
    const flags = [
      '--set',
      `orcaflex.library=${JSON.stringify(fixture.library)}`,
      '--set',
      `tablesFolder=${JSON.stringify(again)}`,
    ];
    const ended = await ballast(['run', batch, '--no-history', ...flags]);
    expect(ended.code).toBe(1);
    expect(csvFiles(again, fixture.sims)).toEqual(expected);
  });

  it('in the older form keeps the row of a listed file that is not there', async () => {
    using folder = temporaryFolder();
    const text = listing('z_gone.sim', FIRST_LISTED);
    const fixture = await makeFixture(folder.path, text);
    const ended = await run(fixture, '{}');
    expect(ended.code).toBe(1);
    const output = path.dirname(fixture.config);
    const rows = readTable(path.join(output, 'dm_fsts_s.csv'));
    expect(rows.map(({ fe_filename_stem, run_status, L }) => [fe_filename_stem, run_status, L])).toEqual([
      ['fsts_l015_hwl_125km3_l100_pb_005yr__cl_000deg', 'succeeded', '50'],
      ['z_gone', 'missing', ''],
    ]);
    expect(readFileSync(path.join(output, 'z_gone.sim_error.log'), 'utf8')).toContain('does not exist');
    // The record of the run would have the name of the configuration itself.
    expect(readFileSync(fixture.config, 'utf8')).toBe(text);
    expect(readFileSync(path.join(output, 'dm_fsts_record.yml'), 'utf8')).toContain('dm_fsts_s.csv');
  });

  it.runIf(process.platform === 'win32')(
    'takes a file once that is listed in capital and in small letters',
    async () => {
      using folder = temporaryFolder();
      const text = listing(FIRST_LISTED, FIRST_LISTED.toUpperCase());
      const fixture = await makeFixture(folder.path, text);
      expect((await run(fixture, '{}')).code).toBe(0);
      const rows = readTable(path.join(path.dirname(fixture.config), 'dm_fsts_s.csv'));
      expect(rows.map(({ run_status }) => run_status)).toEqual(['succeeded']);
    },
  );

  it('keeps the results of other labels in the same folder, and stamps names where it may not overwrite', async () => {
    using folder = temporaryFolder();
    const fixture = await makeFixture(folder.path);
    const files =
      "'file_management': {'filename': {'pattern': 'cl_000deg', 'filters': {'contains': ['fsts']}}}";
    await run(fixture, `{'meta': {'label': 'a'}, ${files}}`);
    const ended = await run(
      fixture,
      `{'meta': {'label': 'b'}, 'default': {'config': {'overwrite': {'output': False}}}, ${files}}`,
    );
    expect(ended.code).toBe(1);
    const names = readdirSync(fixture.csv);
    expect(names).toContain('dm_fsts_a_dynamics.csv');
    expect(names.some((name) => /^dm_fsts_b_\d{8}_\d\dh\d\dm_dynamics\.csv$/.test(name))).toBe(true);
    expect(names.some((name) => /^dm_fsts_b_\d{8}_\d\dh\d\dm\.yml$/.test(name))).toBe(true);
    expect(readTable(path.join(fixture.csv, 'dm_fsts_a_dynamics.csv'))).toHaveLength(5);
  });
});

describe('a digitalmodel configuration that cannot be run', () => {
  function write(folder: string, text: string = CONFIG): string {
    mkdirSync(path.join(folder, 'sims'));
    mkdirSync(path.join(folder, 'config'));
    const file = path.join(folder, 'config', 'dm.yml');
    writeFileSync(file, text);
    return file;
  }

  it('for a Windows path with single backslashes shows the path as it was understood', async () => {
    using folder = temporaryFolder();
    const override = "{'file_management': {'input_directory': 'D:\\1522\\ctr7\\orcaflex\\rev_a08'}}";
    const ended = await ballast(['run', write(folder.path), override]);
    expect(ended.code).toBe(3);
    const understood = 'D:\\1522\\ctr7\\orcaflex\\rev_a08';
    expect(ended.stderr).toMatch(/INPUT_FOLDER_MISSING/);
    expect(ended.stderr).toContain(`found ${understood}, which does not exist`);
    expect(ended.stderr).toContain(
      `override:1:41  Backslashes are taken literally, though Python would read \\152, \\r as escapes: understood as ${understood}`,
    );
    expect(existsSync(path.join(folder.path, 'csv'))).toBe(false);
  });

  it('for mistakes tells all of them with line and column, and writes nothing', async () => {
    using folder = temporaryFolder();
    const text = CONFIG.replace('ObjectName: Nobody', 'ObjectName: [Line1, Line2]')
      .replace('Statistic_Type: StdDev', 'Statistic_Type: Deviation')
      .replace('Variable: X\n          Statistic_Type: Mean', 'VarName: X\n          Statistic_Type: Mean');
    const ended = await ballast([
      'run',
      write(folder.path, text),
      "{'parallel_processing': {'max_workers': 'many'}}",
    ]);
    expect(ended.code).toBe(3);
    const lines = ended.stderr.split('\n');
    expect(lines[0]).toMatch(/dm\.yml has 4 mistakes \(BATCH_INVALID\)$/);
    const at = (fragment: string): string => `dm\\.yml:${lineOf(text, fragment)}:\\d+ {2}`;
    expect(lines.slice(1, 5)).toEqual([
      expect.stringMatching(
        `${at('VarName')}Expected the key Variable .* \\(did you mean \`Variable\`\\?\\)$`,
      ),
      expect.stringMatching(
        `${at('Deviation')}Expected Max, Min, Mean or StdDev .* found the text \`Deviation\``,
      ),
      expect.stringMatching(`${at('[Line1, Line2]')}Expected the name of one object .* found a list`),
      expect.stringMatching(/^ {2}override:1:41 {2}Expected a number of workers from 1 to 1024, or auto/),
    ]);
    expect(existsSync(path.join(folder.path, 'csv'))).toBe(false);
  });

  it('for a pattern that matches nothing says where it is', async () => {
    using folder = temporaryFolder();
    const ended = await ballast(['run', write(folder.path)]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('(NO_INPUTS)');
    expect(ended.stderr).toContain(
      `dm.yml:${lineOf(CONFIG, 'pattern: hwl')}:5  Expected a pattern and filters that match at least one .sim file`,
    );
  });

  it('takes no dictionary for a batch file', async () => {
    using folder = temporaryFolder();
    const ended = await ballast(['run', write(folder.path, 'version: 1\nbatch: x\n'), '{}']);
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringContaining('OVERRIDE_UNUSED') });
    const imported = await ballast(['import', path.join(folder.path, 'config', 'dm.yml')]);
    expect(imported).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('NOT_DIGITALMODEL'),
    });
  });
});

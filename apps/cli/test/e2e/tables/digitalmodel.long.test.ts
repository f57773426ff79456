import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, readTable, temporaryFolder } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { ballastWith } from '../support/with-environment.ts';
import { csvFiles, makeFixture, OVERRIDE, run } from './digitalmodel-fixture.ts';
import { formOf, wrongLinks, wrongSamples } from './digitalmodel-formulas.ts';

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
  it('yields the values of the closed forms', async () => {
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
      // digitalmodel transforms after the statistic.
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

  it('is resumed by running it again: its output folder alone is refused with that hint', async () => {
    using folder = temporaryFolder();
    const fixture = await makeFixture(folder.path);
    const { stdout, stderr } = await run(fixture, OVERRIDE);
    const [, out = ''] = /journal +(.+)[/\\]journal\.ndjson/.exec(`${stdout}${stderr}`) ?? [];
    const refused = await ballast(['resume', out]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain(`ballast run "${fixture.config}"`);
  });

  it('gives the same tables when it is imported as a batch file', async () => {
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

  it('in the older form keeps the row of a listed file that does not exist', async () => {
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
    'reads a file once even if it is listed in capital and in small letters',
    async () => {
      using folder = temporaryFolder();
      const text = listing(FIRST_LISTED, FIRST_LISTED.toUpperCase());
      const fixture = await makeFixture(folder.path, text);
      expect((await run(fixture, '{}')).code).toBe(0);
      const rows = readTable(path.join(path.dirname(fixture.config), 'dm_fsts_s.csv'));
      expect(rows.map(({ run_status }) => run_status)).toEqual(['succeeded']);
    },
  );

  it('keeps the results of other labels in the same folder, and adds a time stamp to names if it may not overwrite', async () => {
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

describe.runIf(HAS_COMPILER)('a digitalmodel summary without columns', () => {
  it('lists the run status of every file', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    const files = await standInFiles(sims, ['--files', '2', '--min', '200KB', '--max', '300KB']);
    writeFileSync(path.join(sims, 'z_broken.sim'), 'no simulation');
    const file = path.join(folder.path, 'states.yml');
    writeFileSync(
      file,
      `basename: orcaflex_post_process
orcaflex: { postprocess: { summary: { flag: True } } }
summary_settings: { groups: [{ Label: steps, Columns: [] }] }
file_management: { input_directory: sims, output_directory: csv }
`,
    );
    const { code } = await ballastWith({ BALLAST_ORCFXAPI: await standInLibrary() }, ['run', file]);
    expect(code).toBe(1);
    const rows = readTable(path.join(folder.path, 'csv', 'states_steps.csv'));
    expect(rows.map(({ fe_filename_stem: stem, run_status: status }) => [stem, status])).toEqual([
      ...files.map((one) => [path.parse(one.file).name, 'succeeded']),
      ['z_broken', 'wrong-format'],
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'fe_filename',
      'fe_filename_stem',
      'run_status',
      'start_time',
      'stop_time',
      'description',
      'statistic',
    ]);
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, temporaryFolder } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';
import { CONFIG, csvFiles, goldenFiles, makeFixture, OVERRIDE, run } from './digitalmodel-fixture.ts';

/** The first line that has this text, counted from 1. */
function lineOf(text: string, fragment: string): number {
  return text.split('\n').findIndex((line) => line.includes(fragment)) + 1;
}

describe.runIf(HAS_COMPILER)('a digitalmodel configuration', () => {
  it('produces its files, columns and labels, a row for every file, and error logs next to the tables', async () => {
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
});

describe('a digitalmodel configuration that cannot be run', () => {
  function write(folder: string, text: string = CONFIG): string {
    mkdirSync(path.join(folder, 'sims'));
    mkdirSync(path.join(folder, 'config'));
    const file = path.join(folder, 'config', 'dm.yml');
    writeFileSync(file, text);
    return file;
  }

  it('shows how a Windows path with single backslashes was read', async () => {
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

  it('gets a message with line and column for each mistake, and writes nothing', async () => {
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

  it('gets a message with the place of a pattern that matches nothing', async () => {
    using folder = temporaryFolder();
    const ended = await ballast(['run', write(folder.path)]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('(NO_INPUTS)');
    expect(ended.stderr).toContain(
      `dm.yml:${lineOf(CONFIG, 'pattern: hwl')}:5  Expected a pattern and filters that match at least one .sim file`,
    );
  });

  it('may be a batch file, which takes no dictionary and cannot be imported', async () => {
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

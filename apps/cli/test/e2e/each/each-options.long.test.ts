import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, readTable, writeBatch } from '../support/run-ballast.ts';
import { quietFiles, script } from './each-place.ts';

const BIN = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));
const FLAGS = ['--no-history', '--no-html'];

const place = placeOfEachTest();
const tasks = (): Record<string, string>[] => readTable(path.join(place.out, 'tables', 'tasks.csv'));

describe('the options of ballast each', () => {
  it('call a function of Node, which may write files into its folder', async () => {
    const sims = quietFiles(place.sims, 4);
    const module = script(
      place.folder,
      'proc.mjs',
      `import { readFileSync, writeFileSync } from 'node:fs';
       export function process(path, { out, cores }) {
         if (path.endsWith('f03.dat')) throw new TypeError('not this one');
         writeFileSync(out() + '/part.csv', 'a,b\\n' + readFileSync(path).length + ',-1.5e-7\\n');
         return { length: readFileSync(path).length, cores };
       }`,
    );
    const { code, stderr } = await ballast([
      ...['each', sims, '--out', place.out, ...FLAGS, '--node', `${module}#process`, '--threads', '2'],
      ...['--collect', 'part.csv'],
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/f03\.dat: TypeError: not this one \(proc\.mjs:3\)/);
    expect(tasks().map(({ length, cores }) => [length, cores])).toEqual([
      ...[
        ['1', '2'],
        ['2', '2'],
        ['', ''],
        ['4', '2'],
      ],
    ]);
    expect(readTable(path.join(place.out, 'tables', 'collected.csv'))).toEqual([
      { file: 'f01.dat', a: '1', b: '-1.5e-7' },
      { file: 'f02.dat', a: '2', b: '-1.5e-7' },
      { file: 'f04.dat', a: '4', b: '-1.5e-7' },
    ]);
  });

  it('collect what is a table, and a warning names what is none', async () => {
    const sims = quietFiles(place.sims, 4);
    const module = script(
      place.folder,
      'parts.mjs',
      `import { writeFileSync } from 'node:fs';
       const CONTENTS = { 'f01.dat': 'a\\n1\\n', 'f03.dat': 'PAR1 and nothing else' };
       export function process(path, { out }) {
         const text = CONTENTS[path.slice(-7)];
         if (text !== undefined) writeFileSync(out() + '/part.csv', text);
         return { length: 1 };
       }`,
    );
    const node = ['--node', `${module}#process`, '--collect', 'part.csv'];
    const { code, stderr } = await ballast(['each', sims, '--out', place.out, ...FLAGS, ...node]);
    expect(code, stderr).toBe(0);
    expect(readTable(path.join(place.out, 'tables', 'collected.csv'))).toEqual([{ file: 'f01.dat', a: '1' }]);
    expect(stderr).toContain(
      'collected.csv has no rows of f02.dat and 1 other file: its task wrote no part.csv',
    );
    expect(stderr).toContain('collected.csv has no rows of f03.dat: it is not a table');
  });

  it('take lines of standard input, however strange they are', async () => {
    const file = script(place.folder, 'echo.mjs', 'console.log(JSON.stringify({ got: process.argv[2] }))');
    const lines = ['plain', '$(touch x); `rm y` && "z"', 'ünï ∕ {stem}', '--flag'];
    const args = ['each', '--lines', '--out', place.out, ...FLAGS, '--', process.execPath, file, '{line}'];
    const child = spawn(process.execPath, [BIN, ...args], { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin.end(`${lines.join('\n')}\n`);
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
    const got = lines.map((_, task) => rowOf(task));
    expect(got.sort()).toEqual([...lines].sort());
    // The lines are part of the batch: it can be resumed without them.
    expect((await ballast(['resume', place.out, '--no-history', '--no-html'])).code).toBe(0);
  });

  it('run a task again that ended with an exit code that allows it', async () => {
    const sims = quietFiles(place.sims, 2);
    const file = script(
      place.folder,
      'moody.mjs',
      `import { appendFileSync, readFileSync } from 'node:fs';
       const [input, log] = process.argv.slice(2);
       appendFileSync(log, input + '\\n');
       const times = readFileSync(log, 'utf8').split('\\n').filter((line) => line === input).length;
       process.exit(times < 3 ? 75 : 0);`,
    );
    const command = (name: string): string[] => [
      '--',
      process.execPath,
      file,
      '{}',
      path.join(place.folder, name),
    ];
    const often = await ballast([
      'each',
      sims,
      '--out',
      place.out,
      ...FLAGS,
      '--retry',
      '75=2',
      ...command('a'),
    ]);
    expect(often.code, often.stderr).toBe(0);
    const causes = journalOf(place.out).flatMap(({ type, cause }) => (type === 'requeued' ? [cause] : []));
    expect(causes).toEqual(Array(4).fill('exit-code'));
    const other = path.join(place.folder, 'other');
    expect(
      (await ballast(['each', sims, '--out', other, ...FLAGS, '--retry', '75=1', ...command('b')])).code,
    ).toBe(1);
  });

  it('end a task that takes several times as long as the others', async () => {
    const sims = quietFiles(place.sims, 6);
    const file = script(
      place.folder,
      'slow.mjs',
      "setTimeout(() => {}, process.argv[2].endsWith('f06.dat') ? 600_000 : 50);",
    );
    const { code, stderr } = await ballast([
      ...['each', sims, '--out', place.out, ...FLAGS, '--timeout', '20x', '--workers', '2'],
      ...['--', process.execPath, file, '{}'],
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/f06\.dat: timed out after/);
    expect(tasks().map(({ status }) => status)).toEqual([...Array(5).fill('succeeded'), 'timed-out']);
  });

  it('are keys of a batch file, which also runs and resumes', async () => {
    quietFiles(place.sims, 2);
    script(place.folder, 'size.mjs', "console.log('{\"value\": ' + process.argv[2].length + '}')");
    writeFileSync(path.join(place.folder, 'settings.json'), '{}');
    const batch = writeBatch(
      place.folder,
      `version: 1
inputs: { directory: sims, include: ["*.dat"] }
output: out
task:
  command: [${JSON.stringify(process.execPath)}, size.mjs, "{name}"]
  depends: [settings.json]
  environment: [BALLAST_TEST_SHOWN]
tables: [{ name: mine, layout: wide, columns: [], style: { leading: [{ fact: file, header: file }, { fact: statistic, header: row }], foot: [mean] } }]
`,
    );
    expect((await ballast(['run', batch, ...FLAGS])).code).toBe(0);
    const table = readFileSync(path.join(place.out, 'tables', 'mine.csv'), 'utf8');
    expect(table).toBe('file,row,value\r\nf01.dat,,7\r\nf02.dat,,7\r\n,mean,7\r\n');
    writeFileSync(path.join(place.folder, 'settings.json'), '{ "new": true }');
    const again = await ballast(['run', batch, ...FLAGS]);
    expect(again.stderr).toMatch(/settings\.json has changed: 2 tasks to run again/);
    const report = JSON.parse(readFileSync(path.join(place.out, 'report.json'), 'utf8')) as {
      readonly reader: { readonly details: Record<string, string> };
    };
    expect(report.reader.details['environment BALLAST_TEST_SHOWN']).toBe('not set');
    const refused = await ballast(['run', batch, ...FLAGS, '--no-native']);
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('TASK_REFUSED')]);
  });

  it('are refused with words if they make no batch', async () => {
    const sims = quietFiles(place.sims, 1);
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [[sims, '--out', place.out], 'TASK_MISSING'],
      [['--out', place.out, '--', 'true'], 'TASK_INPUTS_UNCLEAR'],
      [[path.join(sims, 'none.dat'), '--out', place.out, '--', 'true'], 'FILE_NOT_FOUND'],
      [[sims, '--out', place.out, '--python', 'proc'], 'TASK_CALL_INVALID'],
      [[sims, '--out', place.out, '--', 'true', '{sten}'], 'TASK_PLACEHOLDER_UNKNOWN'],
      [[sims, '--out', place.out, '--tokens', 'matlab', '--', 'true'], 'OPTION_PAIR_INVALID'],
      [[sims, '--out', place.out, '--timeout', 'soon', '--', 'true'], 'OPTIONS_INVALID'],
      [[sims, '--out', place.out, '--depends', 'none.json', '--', 'true'], 'DEPENDS_MISSING'],
      [['--inputs', 'none.csv', '--out', place.out, '--', 'true'], 'ROWS_UNREADABLE'],
    ];
    for (const [args, expected] of refusals) {
      const { code, stderr } = await ballast(['each', ...args]);
      expect([code, stderr]).toEqual([3, expect.stringContaining(expected)]);
    }
    const missing = await ballast([
      'each',
      sims,
      '--out',
      place.out,
      ...FLAGS,
      '--',
      'no-such-program',
      '{}',
    ]);
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining('there is no program no-such-program'),
    ]);
  });
});

/** What the task printed as its row: cells of these tables contain quotes, so the log is read. */
function rowOf(task: number): string {
  const log = readFileSync(path.join(place.out, '.ballast', 'logs', `task-${task}-1.log`), 'utf8');
  return (JSON.parse(log) as { readonly got: string }).got;
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, readTable } from '../support/run-ballast.ts';
import { HAS_PYTHON, quietFiles, script } from './each-place.ts';

const place = placeOfEachTest();

const each = (...args: string[]): ReturnType<typeof ballast> =>
  ballast(['each', ...args, '--no-history', '--no-html']);

const PROCESS = `import ctypes, os
def process(path):
    name = os.path.basename(path)
    print('at', name)
    if name == 'f03.dat':
        ctypes.string_at(0)
    if name == 'f07.dat':
        raise ValueError('bad file')
    return {'size': os.path.getsize(path), 'third': 1 / 3, 'where': {'a': [1]}}
`;

const COMMAND = `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
const [input, out, stem, runs] = process.argv.slice(2);
appendFileSync(runs, stem + '\\n');
if (stem === 'f02') process.exit(3);
writeFileSync(out + '/copy.txt', readFileSync(input));
console.log('text before it');
console.log(JSON.stringify({ bytes: readFileSync(input).length, name: stem }));
`;

describe('ballast each', () => {
  it.runIf(HAS_PYTHON)('keeps what succeeded beside a crash and an exception, and names both', async () => {
    quietFiles(place.sims, 8);
    const module = script(place.folder, 'proc.py', PROCESS);
    const { code, stderr } = await each(place.sims, '--out', place.out, '--python', `${module}:process`);
    expect(code).toBe(1);
    const crash =
      process.platform === 'win32' ? /f03\.dat: .*access violation/ : /f03\.dat: .*SIGSEGV.*proc\.py, line 6/;
    expect(stderr).toMatch(crash);
    expect(stderr).toMatch(/f07\.dat: ValueError: bad file \(proc\.py, line 8, in process\)/);
    const rows = readTable(path.join(place.out, 'tables', 'tasks.csv'));
    expect(rows.map(({ status }) => status)).toEqual([
      ...['succeeded', 'succeeded', 'failed', 'succeeded', 'succeeded', 'succeeded', 'failed', 'succeeded'],
    ]);
    expect(rows[7]).toEqual({
      ...{ file: 'f08.dat', status: 'succeeded', size: '8', third: String(1 / 3), where: '{"a":[1]}' },
    });
    const log = readFileSync(path.join(place.out, '.ballast', 'logs', 'task-6-1.log'), 'utf8');
    expect(log).toMatch(/^at f07\.dat\r?\nTraceback/);
    expect(log).toMatch(/ValueError: bad file\r?\n$/);
  });

  it('runs a command for each file, and again only what has no result', async () => {
    quietFiles(place.sims, 3);
    const runs = path.join(place.folder, 'runs.txt');
    const file = script(place.folder, 'task.mjs', COMMAND);
    const args = [place.sims, '--out', place.out];
    const command = ['--', process.execPath, file, '{input}', '{out}', '{stem}', runs];
    const started = (): string[] => readFileSync(runs, 'utf8').trim().split('\n').sort();
    const first = await ballast(['each', ...args, '--no-history', ...command]);
    expect(first.code).toBe(1);
    expect(first.stderr).toContain('f02.dat: ');
    expect(first.stderr).toContain('exit code 3');
    const table = path.join(place.out, 'tables', 'tasks.csv');
    const before = readFileSync(table, 'utf8');
    expect(readTable(table).map(({ bytes }) => bytes)).toEqual(['1', '', '3']);
    const copy = path.join(place.out, 'tables', 'outputs', 'f03', 'copy.txt');
    expect(readFileSync(copy, 'utf8')).toBe('xxx');
    expect(existsSync(path.join(place.out, 'tables', 'outputs', 'f02'))).toBe(false);
    expect(started()).toEqual(['f01', 'f02', 'f03']);
    await ballast(['each', ...args, '--no-history', ...command]);
    expect(started()).toEqual(['f01', 'f02', 'f02', 'f03']);
    expect(readFileSync(table, 'utf8')).toBe(before);
    writeFileSync(file, `${COMMAND}\n// changed`);
    const kept = await ballast(['each', ...args, '--no-history', '--keep', ...command]);
    expect(kept.stderr).toMatch(/task\.mjs has changed: the results of 2 tasks are kept/);
    const again = await ballast(['each', ...args, '--no-history', ...command]);
    expect(again.stderr).toMatch(/task\.mjs has changed: 2 tasks to run again; `--keep`/);
    expect(started()).toHaveLength(8);
  });

  it('prints the commands without running them', async () => {
    quietFiles(place.sims, 2);
    const { code, stdout } = await ballast([
      ...['each', path.join(place.sims, '*.dat'), '--out', place.out, '--dry-run'],
      ...['--', 'convert', '{name}', 'a b', '{{x}}', '{index}'],
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe("convert f01.dat 'a b' '{x}' 0\nconvert f02.dat 'a b' '{x}' 1\n");
    expect(existsSync(place.out)).toBe(false);
  });
});

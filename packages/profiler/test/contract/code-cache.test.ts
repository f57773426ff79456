import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const LOADER = new URL('../../dist/bundle/code-cache-index.js', import.meta.url).href;

const OTHER = "const path = require('node:path'); exports.twice = (n) => 2 * n; exports.sep = path.sep;";
const LONG_AGO = 1e9;

let folder: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-code-'));
  cache = path.join(folder, 'cache');
  mkdirSync(path.join(folder, 'program'));
  write('main.cjs', "const { twice } = require('./other.cjs'); exports.answer = twice(21);");
  write(
    'other.cjs',
    "const path = require('node:path'); exports.twice = (n) => 2 * n; exports.sep = path.sep;",
  );
  writeFileSync(
    path.join(folder, 'run.mjs'),
    `import { loadProgram } from ${JSON.stringify(LOADER)};
const program = loadProgram({ folder: ${JSON.stringify(path.join(folder, 'program'))}, entry: 'main.cjs', use: 'test' });
program.keep();
process.stdout.write(String(program.exports.answer));
`,
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, code: string): void {
  writeFileSync(path.join(folder, 'program', name), code);
}

function run(named: string = cache): string {
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'run.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, BALLAST_CODE_CACHE: named },
  });
  return stdout + stderr;
}

/** The one file of the cache, and when it was written. */
function kept(): { readonly file: string; readonly bytes: Buffer; readonly inode: number } {
  const names = readdirSync(cache);
  expect(names).toHaveLength(1);
  const file = path.join(cache, names[0] ?? '');
  return { file, bytes: readFileSync(file), inode: statSync(file).ino };
}

describe('a program whose compiled code is kept', () => {
  it('gives the same with and without it, and writes it once', () => {
    expect(run('off')).toBe('42');
    expect(run()).toBe('42');
    const { inode } = kept();
    expect(run()).toBe('42');
    expect(kept().inode).toBe(inode);
  });

  it('is believed although settings of V8 change while it runs', () => {
    write('main.cjs', "exports.later = () => require('./other.cjs').twice(21);");
    writeFileSync(
      path.join(folder, 'run.mjs'),
      `import { changeV8Setting, loadProgram } from ${JSON.stringify(LOADER)};
const program = loadProgram({ folder: ${JSON.stringify(path.join(folder, 'program'))}, entry: 'main.cjs', use: 'test' });
changeV8Setting('semi-space-growth-factor', { first: 2, to: 1 });
changeV8Setting('heap-growing-percent', { first: 0, to: 30 });
process.stdout.write(String(program.exports.later()));
changeV8Setting('semi-space-growth-factor', { first: 2, to: 3 });
program.keep();
`,
    );
    expect(run()).toBe('42');
    const { inode } = kept();
    expect(run()).toBe('42');
    expect(kept().inode).toBe(inode);
  });

  it('is compiled again if one of its files has changed', () => {
    run();
    const before = kept();
    write('other.cjs', OTHER.replace('2 * n', '3 * n'));
    expect(run()).toBe('63');
    expect(kept().inode).not.toBe(before.inode);
  });

  it('is compiled again if what is kept is damaged', () => {
    run();
    const { file, bytes } = kept();
    for (const at of [0, 20, 60, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      expect(run()).toBe('42');
      expect(kept().bytes.equals(damaged)).toBe(false);
    }
  });

  it.runIf(process.platform !== 'win32')('believes only what nobody else can have written', () => {
    const other = path.join(folder, 'program', 'other.cjs');
    utimesSync(other, LONG_AGO, LONG_AGO);
    run();
    const { file } = kept();
    expect([cache, file].map((name) => statSync(name).mode & 0o777)).toEqual([0o700, 0o600]);
    // Other code of the same length and time: what is kept was not compiled of it, and shows whether it is used.
    write('other.cjs', OTHER.replace('2 * n', '3 * n'));
    utimesSync(other, LONG_AGO, LONG_AGO);
    expect(run()).toBe('42');
    chmodSync(cache, 0o777);
    expect(run()).toBe('63');
    chmodSync(cache, 0o700);
    chmodSync(file, 0o622);
    expect(run()).toBe('63');
    // It was replaced by what is right.
    expect(run()).toBe('63');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.runIf(process.platform !== 'win32')('writes nothing through a link', () => {
    const elsewhere = path.join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, cache);
    expect(run()).toBe('42');
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')(
    'is kept whole although the process is asked to end meanwhile',
    () => {
      const asksMeanwhile = `const { once } = process;
process.once = (name, listener) => {
  once.call(process, name, listener);
  if (name === 'SIGTERM') process.kill(process.pid, name);
  return process;
};
setInterval(() => undefined, 1000);
`;
      const file = path.join(folder, 'run.mjs');
      writeFileSync(file, asksMeanwhile + readFileSync(file, 'utf8'));
      const { signal } = spawnSync(process.execPath, [file], {
        env: { ...process.env, BALLAST_CODE_CACHE: cache },
        // If nothing ends it, the test fails.
        timeout: 60_000,
        killSignal: 'SIGKILL',
      });
      expect(signal).toBe('SIGTERM');
      expect(kept().bytes.length).toBeGreaterThan(0);
    },
  );

  it('removes what was written months ago, and nothing else', () => {
    mkdirSync(cache, { mode: 0o700 });
    const [old, recent] = ['test-0123456789abcdef-1a2b', 'test-0123456789abcdef-1a2c'];
    const left = `rnu-0123456789abcdef-1a2b.${randomUUID()}`;
    const names = [old, recent, left, 'mine'];
    for (const name of names) writeFileSync(path.join(cache, name), '');
    for (const name of [old, left, 'mine']) utimesSync(path.join(cache, name), LONG_AGO, LONG_AGO);
    run();
    expect(names.filter((name) => readdirSync(cache).includes(name))).toEqual([recent, 'mine']);
  });

  it.runIf(process.platform !== 'win32')('keeps nothing in a relative folder that is called home', () => {
    const env: NodeJS.ProcessEnv = { ...process.env, HOME: '', XDG_CACHE_HOME: '' };
    const { BALLAST_CODE_CACHE: _, ...others } = env;
    const options = { encoding: 'utf8', cwd: folder, env: others } as const;
    const { stdout } = spawnSync(process.execPath, [path.join(folder, 'run.mjs')], options);
    expect(stdout).toBe('42');
    expect(readdirSync(folder).sort()).toEqual(['program', 'run.mjs']);
  });

  it('runs without a place to keep it', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(run(path.join(file, 'below'))).toBe('42');
  });
});

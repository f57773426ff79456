import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { HAS_PYTHON, PYTHON } from './each-place.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const BIN = path.join(ROOT, 'apps', 'cli', 'dist', 'bin.js');

const place = placeOfEachTest();

function python(
  args: readonly string[],
  cwd: string,
): { readonly code: number | null; readonly text: string } {
  const env = { ...process.env, BALLAST_BIN: BIN, PYTHONDONTWRITEBYTECODE: '1' };
  const { status, stdout, stderr } = spawnSync(PYTHON, args, { cwd, env, encoding: 'utf8' });
  return { code: status, text: `${stdout}${stderr}` };
}

/** Whether Python has a module that a test needs; prints the reason if it does not. */
function has(module: string): boolean {
  const isThere = HAS_PYTHON && python(['-c', `import ${module}`], ROOT).code === 0;
  if (!isThere)
    console.warn(`skipped: Python has no module ${module}; install it with pip to build the package`);
  return isThere;
}

describe.runIf(HAS_PYTHON)('the Python package', () => {
  it('passes its own tests, with a batch that a script starts', () => {
    const { code, text } = python(['-m', 'unittest', 'discover', '-s', 'tests'], path.join(ROOT, 'python'));
    expect(code, text).toBe(0);
    expect(text).not.toContain('skipped');
  });

  it.runIf(has('build'))('is built as a wheel and as sources', () => {
    const copy = path.join(place.folder, 'python');
    cpSync(path.join(ROOT, 'python'), copy, { recursive: true });
    const { code, text } = python(['-m', 'build', '.'], copy);
    expect(code, text).toBe(0);
    const made = readdirSync(path.join(copy, 'dist')).sort();
    expect(made).toEqual([expect.stringMatching(/\.whl$/), expect.stringMatching(/\.tar\.gz$/)]);
    if (!has('twine')) return;
    const checked = python(['-m', 'twine', 'check', ...made.map((name) => path.join('dist', name))], copy);
    expect(checked.code, checked.text).toBe(0);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PYTHON_NAME, pythonIn } from '../platform/python-places.ts';
import { PYTHON_WORKER, pythonFor } from './find-python.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-python-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function environment(name: string): string {
  const own = pythonIn(path.join(folder, name));
  mkdirSync(path.dirname(own), { recursive: true });
  writeFileSync(path.join(folder, name, 'pyvenv.cfg'), '');
  writeFileSync(own, '');
  return own;
}

describe('the Python of a task', () => {
  it('is the one that was named', () => {
    environment('.venv');
    expect(pythonFor({ directory: folder, executable: 'python3.12', environment: {} })).toBe('python3.12');
    const own = path.join('bin', 'python');
    expect(pythonFor({ directory: folder, executable: own, environment: {} })).toBe(path.join(folder, own));
  });

  it('is that of the virtual environment of the folder, or of one above it', () => {
    const own = environment('.venv');
    const below = path.join(folder, 'a', 'b');
    for (const directory of [folder, below])
      expect(pythonFor({ directory, executable: null, environment: {} })).toBe(own);
  });

  it('is that of the environment that is active', () => {
    environment('.venv');
    const active = environment('other');
    const variables = { VIRTUAL_ENV: path.join(folder, 'other') };
    expect(pythonFor({ directory: folder, executable: null, environment: variables })).toBe(active);
  });

  it('is the first on the path otherwise', () => {
    expect(pythonFor({ directory: folder, executable: null, environment: {} })).toBe(PYTHON_NAME);
  });
});

describe('the worker in Python', () => {
  it('is the module of the Python package, byte for byte', () => {
    const published = new URL('../../../../python/ballast.py', import.meta.url);
    expect(readFileSync(PYTHON_WORKER).equals(readFileSync(published))).toBe(true);
  });
});

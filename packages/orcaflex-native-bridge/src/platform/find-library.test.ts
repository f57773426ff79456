import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findLibrary, type LibrarySearch } from './find-library.ts';
import type { RegistryQuery } from './windows-registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridge-find-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function library(...parts: string[]): string {
  const path = join(folder, ...parts);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '');
  return path;
}

const first = library('first', 'libOrcFxAPI.so');
const second = library('second', 'OrcFxAPI.dll');

function search(changes: Partial<LibrarySearch>): LibrarySearch {
  return { explicit: null, environment: {}, platform: 'linux', ...changes };
}

function messageOf(request: LibrarySearch): string {
  try {
    return findLibrary(request).path;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('the library', () => {
  it('named explicitly takes precedence over every variable', () => {
    const environment = { BALLAST_ORCFXAPI: second };
    expect(findLibrary(search({ explicit: first, environment }))).toEqual({ path: first, from: 'explicit' });
  });

  it('of our variable takes precedence over the vendor’s', () => {
    const environment = { _OrcFxAPIlib: first, BALLAST_ORCFXAPI: second };
    expect(findLibrary(search({ environment }))).toEqual({ path: second, from: 'BALLAST_ORCFXAPI' });
  });

  it('is found through the vendor’s variable alone', () => {
    const found = findLibrary(search({ environment: { BALLAST_ORCFXAPI: '', _OrcFxAPIlib: first } }));
    expect(found).toEqual({ path: first, from: '_OrcFxAPIlib' });
  });

  it('is searched for in a folder, under its name on this platform', () => {
    expect(findLibrary(search({ explicit: join(folder, 'first') })).path).toBe(first);
    expect(findLibrary(search({ explicit: join(folder, 'second'), platform: 'win32' })).path).toBe(second);
    expect(() => findLibrary(search({ explicit: join(folder, 'second') }))).toThrow(/no such file/);
  });

  it('that is named but missing is never replaced by another', () => {
    const absent = join(folder, 'absent.so');
    const environment = { BALLAST_ORCFXAPI: absent, _OrcFxAPIlib: first };
    expect(messageOf(search({ environment }))).toBe(
      `no OrcFxAPI library was found; searched: BALLAST_ORCFXAPI (${absent}: no such file)`,
    );
  });

  it('that nothing names is a fault that lists every place searched', () => {
    expect(() => findLibrary(search({}))).toThrow(
      expect.objectContaining({
        code: 'LIBRARY_NOT_FOUND',
        details: { searched: ['BALLAST_ORCFXAPI (not set)', '_OrcFxAPIlib (not set)'] },
      }),
    );
  });
});

describe('the library of an installation', () => {
  const installed = library('11.6', 'OrcFxAPI', 'Win64', 'OrcFxAPI.dll');
  const keys: Readonly<Record<string, string>> = {
    'HKLM\\Software\\Orcina\\OrcaFlex\\Installation Directory': join(folder, '11.6'),
    'HKLM\\Software\\Orcina\\OrcaFlex\\11.4\\Installation Directory': join(folder, '11.4'),
  };
  const registry: RegistryQuery = (key, value) => (value === 'Normal' ? (keys[key] ?? null) : null);
  const windows = (changes: Partial<LibrarySearch> = {}): LibrarySearch =>
    search({ platform: 'win32', registry, ...changes });

  it('is found through the registry of Windows', () => {
    expect(findLibrary(windows())).toEqual({
      path: installed,
      from: 'HKLM\\Software\\Orcina\\OrcaFlex\\Installation Directory, value Normal',
    });
  });

  it('comes after every variable', () => {
    expect(findLibrary(windows({ environment: { _OrcFxAPIlib: second } })).path).toBe(second);
  });

  it('of a version is looked up under that version only', () => {
    expect(messageOf(windows({ version: '11.4' }))).toContain(
      `11.4\\Installation Directory, value Normal (${join(folder, '11.4', 'OrcFxAPI', 'Win64', 'OrcFxAPI.dll')}: no such file)`,
    );
    expect(messageOf(windows({ version: '11.5' }))).toContain('value Normal (no such value)');
  });

  it('that is missing is listed among the places searched', () => {
    expect(() => findLibrary(windows({ registry: () => null }))).toThrow(
      expect.objectContaining({
        details: {
          searched: [
            'BALLAST_ORCFXAPI (not set)',
            '_OrcFxAPIlib (not set)',
            'HKLM\\Software\\Orcina\\OrcaFlex\\Installation Directory, value Normal (no such value)',
          ],
        },
      }),
    );
  });

  it('is not looked up on other systems', () => {
    const queried: string[] = [];
    const noting: RegistryQuery = (key) => {
      queried.push(key);
      return null;
    };
    expect(() => findLibrary(search({ registry: noting }))).toThrow();
    expect(queried).toEqual([]);
  });
});

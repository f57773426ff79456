import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openNoLink } from './open-no-link.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('opening without following links', () => {
  it('appends to a file and changes it in place', () => {
    const file = join(folder, 'file');
    for (const [flags, text] of [
      ['a', 'one'],
      ['a', 'two'],
      ['r+', 'O'],
    ] as const) {
      const fd = openNoLink(file, flags);
      writeSync(fd, text);
      closeSync(fd);
    }
    expect(readFileSync(file, 'utf8')).toBe('Onetwo');
  });

  it.runIf(process.platform !== 'win32')('refuses a link, whether or not what it points to exists', () => {
    writeFileSync(join(folder, 'victim'), 'untouched');
    for (const target of ['victim', 'nothing']) {
      const link = join(folder, `to-${target}`);
      symlinkSync(target, link);
      for (const flags of ['a', 'r+'] as const)
        expect(() => openNoLink(link, flags)).toThrow(expect.objectContaining({ code: 'ELOOP' }));
    }
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('untouched');
  });

  it.runIf(process.platform !== 'win32')('does not wait for the reader of a pipe', () => {
    const pipe = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect(() => openNoLink(pipe, 'a')).toThrow(/ENXIO/);
    expect(() => openNoLink(pipe, 'r+')).toThrow(/EINVAL/);
  });
});

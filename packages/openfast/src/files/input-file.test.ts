import { spawnSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '@ballast/resource-model';
import { UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { noted } from '../../test/support/paced.ts';
import { faultOf } from '../../test/support/recorder.ts';
import { accessFault } from './access-fault.ts';
import { InputFile } from './input-file.ts';

const folder = new Folder();
afterAll(() => folder.remove());

describe('an input file', () => {
  it('returns its first bytes and any part', async () => {
    const file = InputFile.open(folder.write('a', 'abcdef'));
    expect(Buffer.from(file.head(3)).toString()).toBe('abc');
    expect(Buffer.from(file.head(99)).toString()).toBe('abcdef');
    expect((await file.load(2, 3, UNPACED)).toString()).toBe('cde');
    file.close();
    file.close();
    expect(() => file.head(1)).toThrow('closed');
  });

  it('is loaded without being read again if its first bytes are all of it', async () => {
    const path = folder.write('small', 'abcdef');
    const file = InputFile.open(path);
    file.head(6);
    writeFileSync(path, 'ABCDEF');
    expect((await file.load(0, 6, UNPACED)).toString()).toBe('abcdef');
    file.head(3);
    expect((await file.load(0, 6, UNPACED)).toString()).toBe('ABCDEF');
    file.close();
    await expect(file.load(0, 3, UNPACED)).rejects.toThrow('closed');
  });

  it('is announced piece by piece before it is read', async () => {
    const file = InputFile.open(folder.write('b', Buffer.alloc(20 * 1024 * 1024)));
    const chunks: number[] = [];
    await file.load(0, file.size, noted(chunks));
    expect(chunks).toEqual([16 * 1024 * 1024, 4 * 1024 * 1024]);
    file.close();
  });

  it('that becomes shorter while it is read is a fault', async () => {
    const path = folder.write('c', 'abcdef');
    const file = InputFile.open(path);
    truncateSync(path, 2);
    expect(await faultOf(() => file.load(0, 6, UNPACED))).toMatchObject({
      code: 'FILE_CHANGED',
      class: 'input-changed',
    });
    file.close();
  });

  it.each([
    ['that does not exist', 'FILE_NOT_FOUND', () => join(folder.path, 'none')],
    ['below a file', 'FILE_NOT_FOUND', () => join(folder.write('d', 'x'), 'below')],
    ['that is a folder', 'FILE_IS_FOLDER', () => folder.path],
    ['that is empty', 'FILE_EMPTY', () => folder.write('e', '')],
    ['whose name no system allows', 'FILE_UNREADABLE', () => 'a\0b'],
  ])('%s is a fault: %s', async (_, code, path) => {
    const fault = await faultOf(() => InputFile.open(path()));
    expect(fault).toMatchObject({ code, hint: expect.stringMatching(/^[a-z].*[^.]$/) });
  });
});

const pipe = join(folder.path, 'pipe.outb');
const hasPipe = spawnSync('mkfifo', [pipe], { stdio: 'ignore' }).status === 0;
if (!hasPipe) console.warn('not covered: pipes among the inputs, since mkfifo is not available');

it.runIf(hasPipe)('a pipe is refused without waiting for a writer', async () => {
  const message = expect.stringContaining('not a regular file');
  expect(await faultOf(() => InputFile.open(pipe))).toMatchObject({ code: 'FILE_UNREADABLE', message });
});

describe('an error of the operating system', () => {
  it.each([
    ['EACCES', 'FILE_UNREADABLE', undefined],
    ['EPERM', 'FILE_UNREADABLE', undefined],
    ['EIO', 'FILE_UNREADABLE', 'input-unavailable'],
    ['EISDIR', 'FILE_IS_FOLDER', undefined],
    ['ENOENT', 'FILE_NOT_FOUND', 'input-missing'],
  ])('%s becomes %s of the class %s and stays as the cause', (system, code, of) => {
    const cause = Object.assign(new Error(`${system}: refused`), { code: system });
    const fault = accessFault('p', cause);
    expect(fault).toMatchObject({ code, cause, details: { path: 'p' } });
    expect((fault as Fault).class).toBe(of);
  });

  it('is passed on unchanged if it is already a fault or not a system error', () => {
    const defect = new Error('broken invariant');
    expect(accessFault('p', defect)).toBe(defect);
    const fault = accessFault('p', Object.assign(new Error('x'), { code: 'EIO' }));
    expect(accessFault('q', fault)).toBe(fault);
  });
});

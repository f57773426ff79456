import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { foreignByName, refuseForeign } from './foreign.ts';

const folder = new Folder();
afterAll(() => folder.remove());

function refusal(content: Uint8Array | string): string | null {
  try {
    refuseForeign('a.out', typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a file of another kind', () => {
  it.each<[string, Uint8Array | string]>([
    ['gzip', Buffer.of(0x1f, 0x8b, 8, 0)],
    ['zip', 'PK\x03\x04....'],
    ['xz', '\xfd7zXZ\0'],
    ['HDF5', '\x89HDF\r\n\x1a\n'],
    ['Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n'],
    ['git-annex', '/annex/objects/SHA256E-s12--00.outb\n'],
    ['web page', '<!DOCTYPE html>\n<html>'],
    ['HAWC2', '______\n  Version ID : HAWC2MB 12.1\n'],
    ['Bladed', 'FILE\trun.$04\nACCESS\tD\nFORM\tU\nRECL\t4\nNDIMENS\t2\n'],
  ])('is refused by its name: %s', (name, content) => {
    expect(refusal(content)).toContain(name);
  });

  it('is not one because an OpenFAST description names another program', () => {
    const text = '\nPredictions were generated on 1-Jan using OpenFAST\n\nCompared with HAWC2MB and Bladed\n';
    expect(refusal(text)).toBeNull();
    expect(refusal(Buffer.of(4, 0, 10, 0))).toBeNull();
  });

  it('is known by its name or by a file beside it if its content shows nothing', () => {
    expect(foreignByName('run.$04')?.message).toContain('Bladed');
    expect(foreignByName('run.sel')?.message).toContain('HAWC2');
    expect(foreignByName('run.dat')).toBeNull();
    folder.write('run.sel', 'x');
    expect(foreignByName(`${folder.path}/run.dat`)?.message).toContain('HAWC2');
    expect(foreignByName('run.out')).toBeNull();
  });
});

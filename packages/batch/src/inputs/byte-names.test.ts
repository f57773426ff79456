import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { entriesOf, joined } from './byte-names.ts';
import { listInputs } from './list.ts';

function bytes(name: string): Buffer {
  return Buffer.from(name, 'latin1');
}

function write(folder: string | Buffer, name: Buffer, text = 'some'): Buffer {
  const file = Buffer.concat([Buffer.from(folder), Buffer.from('/'), name]);
  writeFileSync(file, text);
  return file;
}

describe.runIf(process.platform === 'linux')('a name that is not UTF-8', () => {
  it('is shown with escapes, and its file is reached by its bytes', () => {
    const folder = temporaryFolder();
    const file = write(folder, bytes('caf\xe9.out'), 'four');
    write(folder, Buffer.from('café.out'), 'utf8!');
    write(folder, Buffer.from('\uFFFD.out'), 'a real replacement character');
    const found = listInputs({ directory: folder, include: ['**/*.out'], exclude: [], output: null });
    expect(found.map(({ file: name, size }) => [name, size])).toEqual([
      ['caf\\xe9.out', 4],
      ['café.out', 5],
      ['\uFFFD.out', 28],
    ]);
    expect(found[0]?.bytes).toEqual(file);
    expect(found[1]?.bytes).toBeUndefined();
  });

  it('may be that of a folder, whose files are inputs too', () => {
    const folder = temporaryFolder();
    const sub = Buffer.concat([Buffer.from(folder), bytes('/d\xfc')]);
    mkdirSync(sub);
    const file = write(sub, Buffer.from('ö.out'));
    const found = listInputs({ directory: folder, include: ['**/*'], exclude: [], output: null });
    expect(found.map(({ file: name, bytes: own, size }) => [name, own, size])).toEqual([
      ['d\\xfc/ö.out', file, 4],
    ]);
  });

  it('is shown unlike any other name', () => {
    const folder = temporaryFolder();
    for (const name of ['a\xe9', 'a\xe8', 'a\\xe9']) write(folder, bytes(name));
    const names = entriesOf(folder).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['a\\xe8', 'a\\xe9', 'a\\xe9\\']);
  });

  it('always leads to its file, and contains only what can be shown', () => {
    const name = fc
      .uint8Array({ minLength: 1, maxLength: 12 })
      .filter((array) => !array.includes(0) && !array.includes(47))
      .map((array) => Buffer.from(array))
      .filter((buffer) => !['.', '..'].includes(buffer.toString('latin1')));
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 6, selector: (one) => one.toString('latin1') }),
        (names) => {
          const folder = temporaryFolder();
          for (const one of names) write(folder, one);
          const entries = entriesOf(folder);
          expect(new Set(entries.map((entry) => entry.name)).size).toBe(names.length);
          const paths = entries.map((entry) => Buffer.from(joined(folder, entry)).toString('latin1'));
          const wanted = names.map((one) => path.posix.join(folder, one.toString('latin1')));
          expect(paths.toSorted()).toEqual(wanted.toSorted());
        },
      ),
      { numRuns: 50 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { digestOf } from './cells.ts';
import { contenderNamed, contenderNames, SWEEP } from './known.ts';

describe('the contenders', () => {
  it('are all known by the names of sets', () => {
    const names = contenderNames(['ours', 'sweep', 'formulas', 'peers', 'columns', 'yardstick', 'auto']);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBe(2 + SWEEP.length + 2 + 5 + 2);
    expect(names.filter((name) => contenderNamed(name, 'bin.js')?.name !== name)).toEqual([]);
  });

  it('are not known by other names', () => {
    expect(
      ['fixed-0', 'fixed-1000', 'fixed-', 'first', 'AUTO', ''].map((name) => contenderNamed(name, '')),
    ).toEqual([null, null, null, null, null, null]);
  });

  it('report that OpenFAST files cannot be read column by column', () => {
    expect(contenderNamed('columns', '')?.missing('openfast')?.reason).toMatch(/column by column/);
    expect(contenderNamed('columns', '')?.missing('orcaflex')).toBeNull();
  });

  it('say what to do if the command is not built', () => {
    expect(contenderNamed('auto', 'no-such-file.js')?.missing('orcaflex')?.install).toBe('pnpm run build');
  });
});

describe('the digest of cells', () => {
  it('is the same for the same numbers, however they were written and ordered', () => {
    expect(
      digestOf([
        ['b', ['2.50', '1e3']],
        ['a', [1, 2]],
      ]),
    ).toBe(
      digestOf([
        ['a', ['1', '2']],
        ['b', [2.5, 1000]],
      ]),
    );
  });

  it('differs if one number or its file differs', () => {
    const digests = [digestOf([['a', [1]]]), digestOf([['a', [1.0000000000000002]]]), digestOf([['b', [1]]])];
    expect(new Set(digests).size).toBe(3);
  });

  it('is null if nothing was extracted', () => {
    expect(digestOf([['a', []]])).toBeNull();
  });
});

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { batchOf } from '../../test/small-batch.ts';
import { checkBatch } from './check-batch.ts';

describe('checking a batch', () => {
  it('gives the same batch for an object and for its YAML', () => {
    expect(checkBatch(batchOf(), { base: '/b' })).toEqual(checkBatch(stringify(batchOf()), { base: '/b' }));
  });

  it('resolves paths from the base, and the output folder of the caller from the working directory', () => {
    const base = path.resolve('/data/project');
    expect(checkBatch(batchOf(), { base })).toMatchObject({
      base,
      inputDirectory: path.join(base, 'sims'),
      output: path.join(base, 'out'),
    });
    expect(checkBatch(batchOf(), { base, output: 'elsewhere' }).output).toBe(path.resolve('elsewhere'));
    expect(checkBatch(batchOf()).base).toBe(process.cwd());
  });

  it('applies overrides last', () => {
    const { batch } = checkBatch(batchOf(), { overrides: ['resources.workers=3'] });
    expect(batch.resources.workers).toBe(3);
  });

  it('reports all mistakes at once, with the name of the source', () => {
    const wrong = { ...batchOf(), reader: 'excel', version: 2 };
    expect(() => checkBatch(wrong, { source: 'my.yml' })).toThrow(
      expect.objectContaining({
        code: 'BATCH_INVALID',
        message: 'my.yml has 2 mistakes',
        details: expect.objectContaining({
          lines: [expect.stringMatching(/^my\.yml:\d+:\d+ /), expect.stringMatching(/^my\.yml:\d+:\d+ /)],
        }),
      }),
    );
  });

  it('advises a caller who passes the path of a batch file to read it', () => {
    expect(() => checkBatch('folder/batch.yml')).toThrow(
      expect.objectContaining({ code: 'BATCH_INVALID', hint: expect.stringMatching(/pass its text$/) }),
    );
  });

  it('refuses a value that no batch file can hold', () => {
    expect(() => checkBatch({ ...batchOf(), output: () => 'out' })).toThrow(
      expect.objectContaining({
        code: 'BATCH_INVALID',
        message: expect.stringMatching(/^the batch has a value/),
      }),
    );
  });

  it('keeps values that YAML could read differently', () => {
    const batch = { ...batchOf(), batch: '007', inputs: { directory: 'no', include: ['*.out'] } };
    expect(checkBatch(batch).batch).toMatchObject({ name: '007', inputs: { directory: 'no' } });
  });
});

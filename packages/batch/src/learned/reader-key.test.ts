import type { Batch } from '@ballast/config';
import { milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { isKeyOf, readerKey } from './reader-key.ts';

const SETTINGS: NonNullable<Batch['orcaflex']> = {
  library: null,
  logging: 'default',
  version: null,
  licences: { scope: 'machine', patience: milliseconds(0), seats: 'auto' },
};
const plain = { reader: 'orcaflex', orcaflex: SETTINGS } as const;
const virtual = { reader: 'orcaflex', orcaflex: { ...SETTINGS, logging: 'virtual' } } as const;
const openfast = { reader: 'openfast', orcaflex: null } as const;

describe('the key of what batches learn', () => {
  it('differs by reader, version and logging', () => {
    expect(readerKey(plain, '2, OrcFxAPI 11.6')).toBe('orcaflex 2, OrcFxAPI 11.6');
    expect(readerKey(virtual, '2, OrcFxAPI 11.6')).toBe('orcaflex 2, OrcFxAPI 11.6, virtual logging');
    expect(readerKey(openfast, '1')).toBe('openfast 1');
  });

  it('is found again by reader and logging alone', () => {
    for (const own of [plain, virtual, openfast]) {
      const found = [plain, virtual, openfast].filter((other) => isKeyOf(readerKey(own, '2'), other));
      expect(found).toEqual([own]);
    }
  });
});

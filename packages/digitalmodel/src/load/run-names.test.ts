import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runName } from './run-names.ts';

const NOW = new Date(2026, 3, 5, 9, 7);

describe('runName', () => {
  it.each([
    ['dm.yml', null, true, 'dm'],
    ['dm.yml', 'lwl', true, 'dm_lwl'],
    ['dm.yml', null, false, 'dm_20260405_09h07m'],
    ['dm.yml', 'lwl', false, 'dm_lwl_20260405_09h07m'],
    ['dm.v2.yml', null, true, 'dm.v2'],
    ['what?.yml', null, true, 'what_'],
  ])('of %s with label %s, stable: %s, is %s', (file, label, stableNames, expected) => {
    expect(runName(path.join('folder', file), { label, stableNames }, NOW)).toBe(expected);
  });
});

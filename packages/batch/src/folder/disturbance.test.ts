import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Disturbance, disturbanceFault } from './disturbance.ts';
import { isOutputFault } from './faults.ts';
import { outputFolder } from './layout.ts';

const output = outputFolder(path.resolve('/data/out'));
const ALL: readonly Disturbance[] = [
  { kind: 'folder-removed' },
  { kind: 'folder-replaced' },
  { kind: 'folder-moved', to: '/data/renamed' },
  { kind: 'folder-moved', to: null },
  { kind: 'work-removed' },
  { kind: 'results-removed' },
  { kind: 'plan-removed' },
  { kind: 'plan-changed' },
  { kind: 'journal-removed' },
  { kind: 'journal-replaced' },
  { kind: 'journal-changed' },
];

describe('the fault of a disturbed folder', () => {
  it.each(ALL)('says what happened and what to do next, and nothing about space: %j', (disturbance) => {
    const fault = disturbanceFault(disturbance, output);
    expect(fault).toMatchObject({ code: 'OUTPUT_DISTURBED', details: { what: disturbance.kind } });
    expect(isOutputFault(fault)).toBe(true);
    expect(fault.message).toContain(output.root);
    expect(fault.hint).not.toMatch(/room|space/);
  });

  it('has a message of its own for each kind', () => {
    expect(new Set(ALL.map((one) => disturbanceFault(one, output).message)).size).toBe(ALL.length);
  });

  it('names the place where the journal is kept', () => {
    const { hint } = disturbanceFault({ kind: 'journal-replaced' }, output, '/data/kept');
    expect(hint).toContain('/data/kept');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildStandin, generateFiles, type StandinFile } from '../../test/standin.ts';
import { orcaflex } from './orcaflex.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-contents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reader = orcaflex({ library, environment: {}, platform: process.platform });

function generate(name: string, ...options: readonly string[]): StandinFile {
  const [file] = generateFiles(join(folder, name), '--files', '1', ...options);
  if (file === undefined) throw new Error('no file was generated');
  return file;
}

describe.runIf(library !== null)('the contents of a simulation', () => {
  it('are its objects with their types, variables and the positions that these need', async () => {
    const file = generate('plain');
    const listed = await reader.contents?.(file.path);
    expect(listed).toMatchObject({
      writtenBy: 'OrcaFlex 11.3c',
      size: file.size,
      completeness: 'complete',
      samples: file.samples,
      start: file.start,
      end: file.end,
      plannedEnd: file.plannedEnd,
      channels: [],
    });
    expect(listed?.step).toBeCloseTo((file.end - file.start) / (file.samples - 1), 12);
    const line = listed?.objects.find(({ name }) => name === 'Line1');
    expect(line?.type).toBe('Line');
    const made = file.objects.find(({ name }) => name === 'Line1');
    for (const variable of made?.variables ?? []) {
      expect(line?.variables).toContainEqual({
        name: variable.name,
        unit: variable.units,
        needs: variable.positioned ? 'line' : 'none',
      });
    }
  });

  it('are its stages, one after the other from the start', async () => {
    const file = generate('stages');
    const listed = await reader.contents?.(file.path);
    const stages = listed?.stages ?? [];
    expect(stages.length).toBeGreaterThan(0);
    expect(stages[0]?.from).toBe(file.start);
    for (const [i, { stage, from }] of stages.entries()) {
      expect(stage).toBe(i);
      if (i > 0) expect(from).toBe(stages[i - 1]?.to);
    }
    expect(stages.at(-1)?.to).toBeCloseTo(file.plannedEnd, 6);
  });

  it('name what needs a point or something else', async () => {
    const file = generate('rich', '--rich');
    const listed = await reader.contents?.(file.path);
    const needs = new Set(listed?.objects.flatMap(({ variables }) => variables.map((one) => one.needs)));
    expect([...needs].sort()).toEqual(['line', 'none', 'other', 'point']);
  });

  it('are looked up by name until they are closed', async () => {
    const file = generate('names');
    const names = await reader.lookup?.(file.path);
    const at = { kind: 'end', end: 'A' } as const;
    expect(names?.resolve({ object: 'Line1', variable: 'Effective Tension', at })).toMatchObject({
      kind: 'found',
      series: [{ object: 'Line1', variable: 'Effective Tension' }],
    });
    expect(names?.resolve({ object: 'Line9', variable: 'Effective Tension', at })).toMatchObject({
      kind: 'missing',
      problem: { code: 'ORCFXAPI_NO_SUCH_OBJECT' },
    });
    names?.close();
  });
});

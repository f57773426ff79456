import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { channelKinds } from './catalogue.ts';
import { type FileSpec, FORMATS, type Format, fileSizes } from './file-spec.ts';
import { writeFile } from './write-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ballast-openfast-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spec = (format: Format, rows = 700): FileSpec => ({
  path: join(folder, format),
  format,
  kinds: channelKinds(50),
  rows,
  start: 0,
  step: 0.1,
  seed: 5,
});

describe('a file', () => {
  it.each(FORMATS)('in %s is the same every time and has the length that it reports', (format) => {
    const { bytes } = writeFile(spec(format), false);
    const first = readFileSync(spec(format).path);
    writeFile(spec(format), true);
    expect(readFileSync(spec(format).path).equals(first)).toBe(true);
    expect(bytes).toBe(first.length);
    const { header, row } = fileSizes(spec(format));
    if (format === 'out') expect(Math.abs(bytes - header - 700 * row)).toBeLessThan(500);
    else expect(bytes).toBe(header + 700 * row);
  });

  it('in binary begins with its FileID and counts', () => {
    writeFile(spec('outb4', 12), false);
    const bytes = readFileSync(spec('outb4').path);
    expect([bytes.readInt16LE(0), bytes.readInt32LE(4), bytes.readInt32LE(8)]).toEqual([4, 50, 12]);
    writeFile(spec('outb1', 12), false);
    const old = readFileSync(spec('outb1').path);
    expect([old.readInt16LE(0), old.readInt32LE(2), old.readInt32LE(6)]).toEqual([1, 50, 12]);
  });

  it('in text has names, units and numbers as Fortran writes them', () => {
    writeFile(spec('out', 2), false);
    const lines = readFileSync(spec('out').path, 'latin1').split('\n');
    expect(lines[6]).toMatch(/^Time {6}\tWind1VelX \t/);
    expect(lines[7]).toMatch(/^\(s\) {7}\t\(m\/s\)/);
    expect(lines[8]).toMatch(/^ {4}0\.0000(\t[ -]\d\.\d{3}E[+-]\d\d){50}$/);
    expect(lines).toHaveLength(11);
  });

  it('reports the extremes and means of its content on request', () => {
    const { expected } = writeFile(spec('outb3', 3), true);
    const bytes = readFileSync(spec('outb3').path);
    const at = bytes.length - 3 * 50 * 8;
    const first = [0, 1, 2].map((row) => bytes.readDoubleLE(at + row * 400));
    const sum = first.reduce((total, value) => total + value, 0);
    expect(expected[0]).toMatchObject({
      name: 'Wind1VelX',
      min: Math.min(...first),
      max: Math.max(...first),
    });
    expect(expected[0]?.mean).toBeCloseTo(sum / 3, 12);
    expect(writeFile(spec('outb3', 3), false).expected).toEqual([]);
  });
});

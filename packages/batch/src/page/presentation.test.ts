import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { presentationOf } from './presentation.ts';

const NOTHING = { title: null, client: null, logo: null, notes: null };
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];

function withLogo(name: string, content: string | Uint8Array): ReturnType<typeof presentationOf> {
  const logo = path.join(temporaryFolder(), name);
  writeFileSync(logo, content);
  return presentationOf({ ...NOTHING, logo });
}

describe('what a batch file says about its report', () => {
  it.each([
    ['a.bin', Uint8Array.from(PNG), 'image/png'],
    ['a.png', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    [
      'a.svg',
      '<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
      'image/svg+xml',
    ],
  ])('has the picture in %s by its content, whatever its name', (name, content, kind) => {
    const { presentation, warnings } = withLogo(name, content);
    expect(warnings).toEqual([]);
    expect(presentation?.logo).toBe(`data:${kind};base64,${Buffer.from(content).toString('base64')}`);
  });

  it.each([
    ['a.png', '<html><script>alert(1)</script></html>', 'is not a PNG, JPEG or SVG picture'],
    ['a.svg', `${'x'.repeat(10)}<svg/>`, 'is not a PNG, JPEG or SVG picture'],
    [
      'b.png',
      Uint8Array.from([...PNG, ...new Array<number>(150_000).fill(0)]),
      'at most 150000 are put into a page',
    ],
  ])('has no picture if %s is none or too large, and says so', (name, content, expected) => {
    const { presentation, warnings } = withLogo(name, content);
    expect([presentation, warnings]).toEqual([null, [expect.stringContaining(expected)]]);
  });

  it('says so if the picture is gone, or is a folder, and keeps the rest', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'logo.png'));
    const missing = presentationOf({ ...NOTHING, title: 'T', logo: path.join(folder, 'none.png') });
    expect(missing.presentation).toEqual({ ...NOTHING, title: 'T' });
    expect(missing.warnings).toEqual([expect.stringContaining('cannot be read (ENOENT)')]);
    const held = presentationOf({ ...NOTHING, logo: path.join(folder, 'logo.png') });
    expect(held.warnings).toEqual([expect.stringContaining('is not a file')]);
  });

  it('is null for a batch file without any of it', () => {
    expect(presentationOf(NOTHING)).toEqual({ presentation: null, warnings: [] });
  });
});

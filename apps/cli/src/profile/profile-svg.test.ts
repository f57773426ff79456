import { profileFiles } from '@ballast/profiler';
import { describe, expect, it } from 'vitest';
import { profileSvg } from './profile-svg.ts';

function svg(directory: string, sizes: readonly number[]): string {
  const profile = profileFiles(sizes);
  if (profile === null) throw new Error('no sizes');
  return profileSvg(directory, profile);
}

/** The heights of the bars, in the order drawn. */
function heights(text: string): number[] {
  return [...text.matchAll(/height="([\d.]+)" fill="#2b6cb0"/g)].map((match) => Number(match[1]));
}

describe('the histogram as SVG', () => {
  it('has a bar for each power of two, as high as its number of files', () => {
    const bars = heights(svg('sims', [1, 2, 2, 8, 8, 8, 8]));
    expect(bars).toEqual([60, 120, 0, 240]);
  });

  it('shows folder, count and size, and labels both axes', () => {
    const text = svg('sims', [1024, 3000]);
    for (const words of [
      'File sizes in sims',
      '2 files, 3.93 KiB',
      'file size (logarithmic)',
      '>1.00 KiB<',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('never turns the name of a folder into markup', () => {
    const text = svg('<script>alert("&\u0000\u001b\ufffe\')</script>', [5]);
    expect(text.replaceAll('\n', '')).not.toMatch(/<script|\p{Cc}|\ufffe/u);
    expect(text).toContain('&#60;script&#62;alert(&#34;&#38;');
    const tags = text.match(/<[^>]*>/g) ?? [];
    expect(tags.every((tag) => /^<\/?(svg|title|rect|text|line)[ >]/.test(tag))).toBe(true);
  });

  it('keeps only the end of a long path', () => {
    const text = svg(`${'x'.repeat(500)}/last-folder`, [5]);
    expect(text).toMatch(/font-size="16">…x+\/last-folder</);
  });

  it('draws empty files if there are no others', () => {
    expect(heights(svg('sims', [0, 0]))).toEqual([120, 0]);
  });
});

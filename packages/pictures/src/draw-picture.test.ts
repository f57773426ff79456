import type { Picture } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { drawPicture } from './draw-picture.ts';

const HOSTILE = `<script>alert("x")</script>&'\u{202e}`;
const TITLED = { title: HOSTILE, caption: HOSTILE };

const PICTURES: readonly Picture[] = [
  {
    ...TITLED,
    ...{ kind: 'lines', x: HOSTILE, y: HOSTILE },
    lines: [
      {
        name: HOSTILE,
        points: [
          { x: 1, y: 2, low: 1.5, high: 2.5 },
          { x: 2, y: 3, low: null, high: null },
        ],
      },
    ],
  },
  {
    ...TITLED,
    ...{ kind: 'distribution', x: HOSTILE },
    boxes: [{ name: HOSTILE, n: 5, quartiles: [0, 1, 2, 3, 4], counts: [1, 3, 1] }],
  },
  {
    ...TITLED,
    kind: 'correlation',
    names: [HOSTILE, 'b'],
    values: [
      [1, null],
      [null, 1],
    ],
  },
  ...(['heat-map', 'surface'] as const).map(
    (kind): Picture => ({
      ...TITLED,
      ...{ kind, x: HOSTILE, y: HOSTILE, z: HOSTILE, columns: ['1', '2', HOSTILE], rows: ['1', '2'] },
      values: [
        [1, 2, 3],
        [4, null, 6],
      ],
    }),
  ),
];

/** Elements that are opened but not closed; throws for a close without its open. */
function openElements(svg: string): string[] {
  const open: string[] = [];
  for (const [whole, close, name = ''] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*>/g)) {
    if (close === '/') expect(open.pop()).toBe(name);
    else if (!whole.endsWith('/>')) open.push(name);
  }
  return open;
}

describe.each(PICTURES.map((picture) => [picture.kind, picture] as const))('%s', (_, picture) => {
  const svg = drawPicture(picture);

  it('is one whole element', () => {
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*>.*<\/svg>$/s);
    expect(openElements(svg)).toEqual([]);
  });

  it('shows names as text, whatever they contain', () => {
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u{202e}');
    expect(svg).toContain('&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62;&#38;&#39;');
  });

  it('has numbers for places', () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('a picture', () => {
  it('leaves out what is missing', () => {
    const surface = drawPicture(PICTURES[4] as Picture);
    // Both facets have the missing corner; the floor is the only polygon.
    expect(surface.match(/<polygon/g)).toHaveLength(1);
    const heat = drawPicture(PICTURES[3] as Picture);
    expect(heat.match(/fill="#f1f3f5"/g)).toHaveLength(1);
  });

  it('of a single value has a scale around it', () => {
    const lines = [{ name: 'a', points: [{ x: 5, y: 0, low: null, high: null }] }];
    const svg = drawPicture({ kind: 'lines', title: 't', caption: 'c', x: 'x', y: 'y', lines });
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});

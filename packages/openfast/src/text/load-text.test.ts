import { UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { noted } from '../../test/support/paced.ts';
import { faultOf } from '../../test/support/recorder.ts';
import { InputFile } from '../files/input-file.ts';
import { loadText, streamText } from './load-text.ts';
import { RowWalker } from './row-walker.ts';
import type { TextSource } from './text-source.ts';

const folder = new Folder();
afterAll(() => folder.remove());

const HEAD = 'Time A\n(s) (m)\n';

async function times(source: TextSource): Promise<{ count: number; sum: number }> {
  const walker = new RowWalker(2, 3);
  const found = { count: 0, sum: 0 };
  await source.walk(HEAD.length, (bytes, range) =>
    walker.feed(bytes, range, ({ time }) => {
      found.count += 1;
      found.sum += time;
    }),
  );
  return found;
}

describe('a text', () => {
  it('streams the same bytes through a small buffer as from memory, repeatedly', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => `${row}.25 ${'1'.repeat(900 + (row % 7))}\n`);
    const path = folder.write('long.out', HEAD + rows.join(''));
    const expected = { count: 5000, sum: (4999 * 5000) / 2 + 1250 };
    const loaded = await loadText(InputFile.open(path), UNPACED);
    expect(await times(loaded)).toEqual(expected);
    const chunks: number[] = [];
    const streamed = streamText(InputFile.open(path), noted(chunks));
    const head = await streamed.head();
    expect(head.bytes[head.end - 1]).toBe(0x0a);
    chunks.length = 0;
    expect(await times(streamed)).toEqual(expected);
    expect(await times(streamed)).toEqual(expected);
    expect(chunks.length).toBe(4);
    expect(Math.max(...chunks)).toBeLessThanOrEqual(4 * 1024 * 1024);
    streamed.close();
  });

  it('with a line too long for any buffer is a fault', async () => {
    const path = folder.write('line.out', `${HEAD}0 1\n1 ${'1'.repeat(4 * 1024 * 1024)}\n`);
    const streamed = streamText(InputFile.open(path), UNPACED);
    expect(await faultOf(() => times(streamed))).toMatchObject({ code: 'LINE_TOO_LONG', details: { path } });
    streamed.close();
  });
});

import { UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../../test/support/folder.ts';
import { noted } from '../../../test/support/paced.ts';
import { ask, record } from '../../../test/support/recorder.ts';
import { InputFile } from '../../files/input-file.ts';
import { loadText, streamText } from '../load-text.ts';
import { openSource } from '../open-text.ts';

const folder = new Folder();
afterAll(() => folder.remove());

const ROWS = 80_000;
const text = `Time\tHöhe\n(s)\t(°)\n${Array.from({ length: ROWS }, (_, i) => `${i}.5\t${'7'.padStart(20)}\n`).join('')}`;

describe('a text of another dialect', () => {
  it.each([
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['carriage returns', Buffer.from(text.replaceAll('\n', '\r'), 'utf8')],
    ['commas', Buffer.from(text.replaceAll('\t', ','), 'utf8')],
  ])('of %s has the same rows streamed as loaded', async (name, bytes) => {
    const path = folder.write(`${name}.out`, bytes);
    const chunks: number[] = [];
    const file = InputFile.open(path);
    const streamed = await openSource(file, streamText(file, noted(chunks)), []);
    const facts = { startTime: 0.5, endTime: ROWS - 0.5, completeness: 'complete' };
    expect(streamed.facts).toMatchObject(facts);
    expect(Math.abs(streamed.facts.samples - ROWS)).toBeLessThan(0.05 * ROWS);
    chunks.length = 0;
    const { times } = (await record(streamed, ask(streamed, ['Höhe']))).get(0, 0);
    expect(streamed.facts).toMatchObject({ ...facts, samples: ROWS, warnings: [] });
    expect(times).toHaveLength(ROWS);
    expect(chunks.reduce((sum, count) => sum + count, 0)).toBe(bytes.length);
    streamed.close();
    const again = InputFile.open(path);
    const loaded = await openSource(again, await loadText(again, UNPACED), []);
    expect((await record(loaded, ask(loaded, ['Höhe']))).get(0, 0).times).toEqual(times);
  });
});

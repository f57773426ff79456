import { journalFigures } from '@ballast/reporting';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../dist/index.js';
import { open, pagesIn, reasonToSkip, startBrowser } from '../browser.ts';
import { simulatedJournal } from '../simulated-journal.ts';

/** Most kB of a page, by files. */
const MOST_KB = new Map([
  [10, 200],
  [1000, 250],
  [10_000, 600],
  [100_000, 3500],
]);

const pages = new Map<number, string>();
for (const files of MOST_KB.keys()) {
  const figures = journalFigures(simulatedJournal({ files }));
  pages.set(files, reportPage(figures, { timeZone: 'UTC' }));
}
const page = (files: number): string => pages.get(files) ?? '';

describe('the size of a page', () => {
  it.each([...MOST_KB])('of %i files is at most %i kB', (files, most) => {
    const size = Buffer.byteLength(page(files)) / 1000;
    process.stdout.write(`page of ${files} files: ${size.toFixed(0)} kB\n`);
    expect(size).toBeLessThanOrEqual(most);
  });
});

/** Milliseconds from a click or a key to the next frame that shows what it did. */
async function timeOf(opened: Page, action: () => Promise<void>): Promise<number> {
  const from = Date.now();
  await action();
  await opened.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
  return Date.now() - from;
}

describe.skipIf(reasonToSkip())('a page of 100,000 files', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('is drawn with few elements and little memory, and every action is swift beside a small one', async () => {
    const drawn = async (files: number): Promise<number> => {
      const from = Date.now();
      await using opened = await open(browser, page(files));
      expect(opened.errors).toEqual([]);
      return Date.now() - from;
    };
    await drawn(10);
    const small = await drawn(1000);
    const large = await drawn(100_000);
    process.stdout.write(`first drawing: 1,000 files ${small} ms, 100,000 files ${large} ms\n`);
    expect(large).toBeLessThan(12 * small);
    await using opened = await open(browser, page(100_000));
    const found = await opened.page.evaluate(() => ({
      elements: document.querySelectorAll('*').length,
      heap: (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    }));
    process.stdout.write(`elements ${found.elements}, heap ${(found.heap / 1e6).toFixed(0)} MB\n`);
    expect(found.elements).toBeLessThan(1500);
    expect(found.heap).toBeLessThan(80e6);
    const zoom = await timeOf(opened.page, () => opened.page.getByRole('button', { name: 'Closer' }).click());
    const sort = await timeOf(opened.page, () => opened.page.getByRole('button', { name: /^Size/ }).click());
    const search = await timeOf(opened.page, () =>
      opened.page.getByLabel('Search file names').fill('_77777'),
    );
    process.stdout.write(`zoom ${zoom} ms, sort ${sort} ms, search ${search} ms\n`);
    expect(await opened.page.locator('.files tbody td.file').allTextContents()).toEqual([
      expect.stringContaining('_77777.sim'),
    ]);
    for (const time of [zoom, sort, search]) expect(time).toBeLessThan(10 * large);
  });

  it('has its last file in the list, and fits six sheets of paper', async () => {
    await using opened = await open(browser, page(100_000), { colorScheme: 'dark' });
    const list = opened.page.getByLabel('List of files');
    await list.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await expect
      .poll(() => opened.page.locator('.files tbody td.file').last().textContent())
      .toContain('_99999.sim');
    const pdf = await opened.page.pdf({ format: 'A4', printBackground: true });
    process.stdout.write(`printed pages: ${pagesIn(pdf)}\n`);
    expect(pagesIn(pdf)).toBeLessThanOrEqual(6);
  });
});

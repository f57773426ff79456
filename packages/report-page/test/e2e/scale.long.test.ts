import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../dist/index.js';
import { open, pagesIn, reasonToSkip, startBrowser } from '../browser.ts';
import { fullFigures } from '../full-figures.ts';

/** Most kB of a page without results, by files. */
const MOST_KB = new Map([
  [10, 200],
  [1000, 250],
  [10_000, 600],
  [100_000, 3500],
]);
const MOST_RESULTS_KB = 300;

const pages = new Map<number, string>();
/** Processor time to make a page, in milliseconds. */
const costs = new Map<number, number>();
const sizes = new Map<number, { readonly plain: number; readonly full: number }>();
for (const files of MOST_KB.keys()) {
  const figures = fullFigures({ files, failures: new Map([[3, 'the file ends in row 4210 of 10800']]) });
  const from = process.cpuUsage();
  const full = reportPage(figures, { timeZone: 'UTC' });
  costs.set(files, process.cpuUsage(from).user / 1000);
  const plain = reportPage({ ...figures, results: null }, { timeZone: 'UTC' });
  pages.set(files, full);
  sizes.set(files, { plain: Buffer.byteLength(plain) / 1000, full: Buffer.byteLength(full) / 1000 });
}
const page = (files: number): string => pages.get(files) ?? '';

const said = (line: string): void => void process.stdout.write(`${line}\n`);

describe('the size of a page', () => {
  it.each([...MOST_KB])('of %i files is at most %i kB, and results add little', (files, most) => {
    const { plain = 0, full = 0 } = sizes.get(files) ?? {};
    said(
      `page of ${files} files: ${plain.toFixed(0)} kB, ${full.toFixed(0)} kB with results, made in ${(costs.get(files) ?? 0).toFixed(0)} ms of processor time`,
    );
    expect(plain).toBeLessThanOrEqual(most);
    expect(full - plain).toBeLessThanOrEqual(MOST_RESULTS_KB);
  });
});

/** Milliseconds from a click or a key to the next frame that shows what it did. */
async function timeOf(opened: Page, action: () => Promise<unknown>): Promise<number> {
  const from = Date.now();
  await action();
  await opened.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
  return Date.now() - from;
}

/** Bytes of the heap of scripts, with what is not collected yet. */
function heapOf(tab: Page): Promise<number> {
  return tab.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
}

const mega = (bytes: number): string => (bytes / 1e6).toFixed(0);

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[1] ?? 0;

/** A page of the same size that shows nothing. */
function blankPage(bytes: number): string {
  const data = 'QUJD'.repeat(Math.ceil(bytes / 4));
  return `<!doctype html><html lang="en" data-ready="yes"><title>blank</title><script type="text/plain">${data}</script><p>blank</p></html>`;
}

describe.skipIf(reasonToSkip())('a page of many files', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  /** Median of three. */
  async function drawn(html: string): Promise<number> {
    const times: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const from = Date.now();
      await using opened = await open(browser, html);
      expect([opened.errors, opened.requests]).toEqual([[], []]);
      times.push(Date.now() - from);
    }
    return median(times);
  }

  it('is drawn soon beside a blank page of the same size, and beside one of few files', async () => {
    await drawn(page(10));
    const times = new Map<number, number>();
    for (const files of [10, 1000, 100_000]) {
      const time = await drawn(page(files));
      const blank = await drawn(blankPage(Buffer.byteLength(page(files))));
      times.set(files, time);
      said(
        `first drawing of ${files} files: ${time} ms, ${(time / blank).toFixed(1)} times a blank page of its size`,
      );
    }
    const [small = 0, large = 0] = [times.get(1000), times.get(100_000)];
    said(`100,000 files take ${(large / small).toFixed(1)} times as long as 1,000`);
    expect(large).toBeLessThan(12 * small);
  });

  it('of 100,000 has few elements and little memory, and every action is swift', async () => {
    const large = await drawn(page(100_000));
    await using opened = await open(browser, page(100_000));
    const elements = await opened.page.evaluate(() => document.querySelectorAll('*').length);
    const drawnHeap = await heapOf(opened.page);
    const devtools = await opened.page.context().newCDPSession(opened.page);
    await devtools.send('HeapProfiler.collectGarbage');
    const liveHeap = await heapOf(opened.page);
    said(`elements ${elements}, heap ${mega(drawnHeap)} MB, ${mega(liveHeap)} MB of it in use`);
    expect(elements).toBeLessThan(1500);
    expect(drawnHeap).toBeLessThan(80e6);
    expect(liveHeap).toBeLessThan(50e6);
    const { page: tab } = opened;
    // Points would be too many: squares show how many files there are in each place.
    expect(await tab.locator('#predictions-card .density path').count()).toBeGreaterThan(6);
    const zoom = await timeOf(tab, () => tab.getByRole('button', { name: 'Closer' }).click());
    const sort = await timeOf(tab, () =>
      tab.locator('.files th').getByRole('button', { name: /^Size/ }).click(),
    );
    const filter = await timeOf(tab, () => tab.getByLabel('Status').selectOption('failed'));
    await tab.getByLabel('Status').selectOption('');
    const search = await timeOf(tab, () => tab.getByLabel('Search file names').fill('_77777'));
    const channel = await timeOf(tab, () => tab.getByLabel('Channel', { exact: true }).selectOption('5'));
    said(`zoom ${zoom} ms, sort ${sort} ms, filter ${filter} ms, search ${search} ms, channel ${channel} ms`);
    expect(await tab.locator('.files tbody td.file').allTextContents()).toEqual([
      expect.stringContaining('_77777.sim'),
    ]);
    for (const time of [zoom, sort, filter, search, channel]) expect(time).toBeLessThan(4 * large);
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
    said(`printed pages: ${pagesIn(pdf)}`);
    expect(pagesIn(pdf)).toBeLessThanOrEqual(6);
  });
});

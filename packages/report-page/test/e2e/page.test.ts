import { journalFigures } from '@ballast/reporting';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../dist/index.js';
import { open, pageOf, reasonToSkip, startBrowser } from '../browser.ts';
import { simulatedJournal } from '../simulated-journal.ts';

const CUT = 'the file ends in row 4210 of 10800';
const FAILURES = new Map([
  [17, CUT],
  [99, CUT],
  [300, 'the header is damaged'],
]);

describe.skipIf(reasonToSkip())('a page in a browser', () => {
  let browser: Browser;
  const html = pageOf({ files: 400, failures: FAILURES });
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('asks for nothing from anywhere and has no error', async () => {
    await using opened = await open(browser, html);
    await opened.page.waitForTimeout(200);
    expect([opened.requests, opened.errors]).toEqual([[], []]);
    // The same listeners see an image from elsewhere in a page without our policy.
    const planted = '<html data-ready="yes"><img src="http://127.0.0.1:9/planted.png"></html>';
    await using control = await open(browser, planted);
    await control.page.waitForTimeout(200);
    expect(control.requests).toEqual(['http://127.0.0.1:9/planted.png']);
  });

  it('runs no script but its own', async () => {
    await using opened = await open(browser, html);
    const ran = await opened.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "planted"';
      document.body.append(script);
      const image = document.createElement('div');
      image.innerHTML = '<img src="data:," onerror="document.title = \'planted\'">';
      document.body.append(image);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return document.title;
    });
    expect(ran).not.toBe('planted');
    expect(opened.errors.some((error) => error.includes('Content Security Policy'))).toBe(true);
  });

  it('has the headline, the figures and the first look group above the fold', async () => {
    await using opened = await open(browser, html);
    const bottoms = await opened.page
      .locator('h1, .keys, .look details[open] > ul')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
    expect(bottoms).toHaveLength(3);
    expect(Math.max(...bottoms)).toBeLessThan(800);
    expect(await opened.page.locator('h1').textContent()).toBe('397 of 400 files succeeded; 3 need a look.');
    expect(await opened.page.locator('.look li').allTextContents()).toEqual([
      expect.stringContaining(CUT),
      expect.stringContaining('the header is damaged'),
    ]);
  });

  it('shows headline, figures, look list, a table over time and about without scripts', async () => {
    await using opened = await open(browser, html, { noScript: true });
    const text = (await opened.page.locator('main').textContent()) ?? '';
    for (const part of [
      '397 of 400 files',
      'Took',
      CUT,
      'needs scripts',
      'About this batch',
      'ballast 0.1.0',
    ])
      expect(text).toContain(part);
    expect(await opened.page.locator('.as-table tbody tr').count()).toBeGreaterThan(5);
    expect(await opened.page.locator('.as-table tbody tr').count()).toBeLessThanOrEqual(24);
  });

  it('fits a wide screen, and becomes as narrow as a telephone', async () => {
    const name = (task: number): string => `${'very-long-name-'.repeat(20)}${task}.sim`;
    const long = pageOf({ files: 30, name, batch: 'b'.repeat(200) });
    await using opened = await open(browser, long, { viewport: { width: 1280, height: 844 } });
    for (const width of [1280, 390, 320]) {
      await opened.page.setViewportSize({ width, height: 844 });
      const scroll = await opened.page.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
        return document.documentElement.scrollWidth;
      });
      expect(scroll).toBeLessThanOrEqual(width);
    }
  });

  it('tells a moment in words, by pointer and by keyboard', async () => {
    await using opened = await open(browser, html);
    const { page } = opened;
    const memory = page.locator('canvas.row').nth(2);
    await memory.hover({ position: { x: 400, y: 40 } });
    const words =
      /^\d+:\d\d · \d+ computing · \d+ loading · \d+ waiting \| .+ used of .+ held \| .+\/s, \d+ load permits?/;
    expect(await page.locator('.readout').textContent()).toMatch(words);
    const slider = page.getByRole('slider', { name: 'Moment' });
    const before = await slider.getAttribute('aria-valuetext');
    await slider.focus();
    for (let i = 0; i < 60; i += 1) await page.keyboard.press('ArrowRight');
    const after = await slider.getAttribute('aria-valuetext');
    expect(after).toMatch(words);
    expect(after).not.toBe(before);
  });

  it('sorts, filters and searches the files, and goes from a bar to its row', async () => {
    await using opened = await open(browser, html);
    const { page } = opened;
    const names = (): Promise<string[]> => page.locator('.files tbody td.file').allTextContents();
    await page.getByRole('button', { name: /^Size/ }).click();
    expect(await page.locator('th[aria-sort="descending"]').textContent()).toContain('Size');
    const [largest] = await names();
    await page.getByRole('button', { name: /^Size/ }).click();
    expect((await names())[0]).not.toBe(largest);
    await page.getByLabel('Status').selectOption('failed');
    expect(await page.getByRole('status').textContent()).toBe('3 files');
    await page.getByLabel('Status').selectOption('');
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('/');
    await page.keyboard.type('_00123');
    expect(await names()).toEqual([expect.stringContaining('_00123.sim')]);
    const lanes = page.locator('canvas.row').last();
    await lanes.hover({ position: { x: 80, y: 5 } });
    const chosen = await page.locator('.tooltip .file').textContent();
    await lanes.click({ position: { x: 80, y: 5 } });
    await expect.poll(() => page.locator('.files tr.selected td.file').textContent()).toBe(chosen);
  });

  it('shows a channel over its files, over others, with its extremes and loads', async () => {
    await using opened = await open(browser, html);
    const { page } = opened;
    const card = page.locator('.results.card');
    const drawing = card.locator('svg').first();
    expect(await drawing.getAttribute('aria-label')).toMatch(
      /^Channel1 over the files in their order, in 400 files: from -?[\d.]+ to [\d.]+ kN\.$/,
    );
    await card.getByLabel('Search channels').fill('nel12');
    expect(await drawing.getAttribute('aria-label')).toMatch(/^Channel12 over/);
    await card.getByLabel('Over', { exact: true }).selectOption({ label: 'mean of Channel2' });
    expect(await drawing.getAttribute('aria-label')).toMatch(/^Channel12 over mean of Channel2/);
    const largest = card.getByLabel('Largest values');
    expect(await largest.locator('tbody tr').count()).toBe(10);
    const file = largest.locator('tbody tr').nth(2).getByRole('button');
    await file.click();
    await expect
      .poll(() => page.locator('.files tr.selected td.file').textContent())
      .toBe(await file.textContent());
    expect(await card.locator('svg').last().getAttribute('aria-label')).toContain('15 (del4), 18 (del10)');
  });

  it('says the same in words and for those who do not see the drawings', async () => {
    const figures = journalFigures(simulatedJournal({ files: 100 }));
    await using opened = await open(browser, reportPage(figures));
    const labels = await opened.page
      .locator('canvas.row')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    const { bound, tasks, memory, storage, workers } = figures.says;
    expect(labels).toEqual([bound, tasks, memory, storage, workers]);
  });
});

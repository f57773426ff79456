import { journalFigures } from '@ballast/reporting';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../dist/index.js';
import { open, pageOf, pagesIn, reasonToSkip, startBrowser } from '../browser.ts';
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

  it.each([1280, 390, 320])('fits a screen of %i pixels', async (width) => {
    const name = (task: number): string => `${'very-long-name-'.repeat(20)}${task}.sim`;
    await using opened = await open(browser, pageOf({ files: 30, name, batch: 'b'.repeat(200) }), {
      viewport: { width, height: 844 },
    });
    const scroll = await opened.page.evaluate(() => document.documentElement.scrollWidth);
    expect(scroll).toBeLessThanOrEqual(width);
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

  it('looks closer by a drag, and goes back by a double click', async () => {
    await using opened = await open(browser, html);
    const { page } = opened;
    const slider = page.getByRole('slider', { name: 'Moment' });
    const range = async (): Promise<number> =>
      Number(await slider.getAttribute('max')) - Number(await slider.getAttribute('min'));
    const whole = await range();
    await page.locator('canvas.row').nth(1).scrollIntoViewIfNeeded();
    const box = await page.locator('canvas.row').nth(1).boundingBox();
    if (box === null) throw new Error('there is no drawing');
    await page.mouse.move(box.x + 300, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 500, box.y + 30, { steps: 4 });
    await page.mouse.up();
    expect(await range()).toBeLessThan(whole / 3);
    await page
      .locator('canvas.row')
      .nth(1)
      .dblclick({ position: { x: 300, y: 30 } });
    expect(await range()).toBe(whole);
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

  it('can be left through by Tab, and every control has its turn', async () => {
    await using opened = await open(browser, html);
    const { page } = opened;
    const seen: string[] = [];
    for (let i = 0; i < 80; i += 1) {
      await page.keyboard.press('Tab');
      const tag = await page.evaluate(() => document.activeElement?.tagName ?? '');
      seen.push(tag);
      if (tag === 'BODY') break;
    }
    expect(seen.at(-1)).toBe('BODY');
    for (const tag of ['A', 'BUTTON', 'SUMMARY', 'INPUT', 'SELECT', 'SECTION']) expect(seen).toContain(tag);
  });

  it('prints light from a dark system, without bar, controls and spacers', async () => {
    await using opened = await open(browser, html, { colorScheme: 'dark' });
    const { page } = opened;
    const background = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe('rgb(11, 16, 21)');
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    expect(pagesIn(pdf)).toBeLessThanOrEqual(6);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await background()).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.bar').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    expect(await background()).toBe('rgb(11, 16, 21)');
  });

  it('switches between light and dark by its button', async () => {
    await using opened = await open(browser, html, { colorScheme: 'light' });
    const ink = (): Promise<string> => opened.page.evaluate(() => getComputedStyle(document.body).color);
    const before = await ink();
    await opened.page.getByRole('button', { name: 'Light or dark' }).click();
    expect(await ink()).not.toBe(before);
  });

  it('names what a journal of an earlier version lacks, and draws the rest', async () => {
    await using opened = await open(browser, pageOf({ files: 60, old: true }));
    expect(opened.errors).toEqual([]);
    expect(await opened.page.locator('main').textContent()).toContain('no samples');
    expect(await opened.page.locator('.time .row-head h3').allTextContents()).toEqual([
      'Tasks in flight',
      'Memory',
      'Storage',
      'Workers',
    ]);
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

  it('sorts the table of channels by numbers', async () => {
    await using opened = await open(browser, html);
    const names = (): Promise<string[]> => opened.page.locator('table.sortable tbody th').allTextContents();
    await opened.page.getByRole('button', { name: 'Largest del4' }).click();
    expect((await names()).slice(0, 2)).toEqual(['Channel12 [100, 600]', 'Channel11 [100, 600]']);
    await opened.page.getByRole('button', { name: 'Largest del4' }).click();
    expect((await names())[0]).toBe('Channel1');
  });

  it('draws files as points, and how many there are of them if they are thousands', async () => {
    await using opened = await open(browser, html);
    const scatter = opened.page.locator('#predictions-card');
    expect(await scatter.locator('path.dots').count()).toBe(2);
    expect(await scatter.locator('svg').first().getAttribute('aria-label')).toMatch(/^The memory of/);
    await using many = await open(browser, pageOf({ files: 4200 }));
    expect(await many.page.locator('#predictions-card .density path').count()).toBeGreaterThan(2);
  });

  it('shows sizes, other machines, an earlier batch and whose report it is without scripts', async () => {
    await using opened = await open(browser, html, { noScript: true });
    const text = (await opened.page.locator('main').textContent()) ?? '';
    for (const part of [
      'Berth 12, 1,000 years',
      'Havblå AS',
      'Not for certification.',
      'twice the memory, 230',
      '2 processes killed for memory',
      'half of them are below',
      'Compared with fst2',
      'What not to trust3 files ended early.',
      'Channel12',
      'damage-equivalent load',
      'ab'.repeat(32),
    ])
      expect(text).toContain(part);
    const drawings = await opened.page
      .locator('svg[role="img"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    expect(drawings).toHaveLength(5);
    for (const says of drawings) expect(says.length).toBeGreaterThan(40);
  });

  it('copies extremes as text that a spreadsheet takes apart', async () => {
    await using opened = await open(browser, html, { permissions: ['clipboard-read', 'clipboard-write'] });
    await opened.page.getByLabel('Smallest values').getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => opened.page.getByRole('button', { name: 'Copied' }).count()).toBe(1);
    const copied = await opened.page.evaluate(() => navigator.clipboard.readText());
    const rows = copied.split('\n').map((row) => row.split('\t'));
    expect(rows).toHaveLength(11);
    expect(rows[0]).toEqual(['Channel1 kN', 'time s', 'file']);
    expect(rows[1]?.[1]).toBe('12.5');
    expect(Number.isFinite(Number(rows[1]?.[0]))).toBe(true);
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

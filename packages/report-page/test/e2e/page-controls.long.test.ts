import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, pageOf, pagesIn, reasonToSkip, startBrowser } from '../browser.ts';

const CUT = 'the file ends in row 4210 of 10800';
/** In pixels, without margins. */
const WIDTH_OF_A4 = 688;
const FAILURES = new Map([
  [17, CUT],
  [99, CUT],
  [300, 'the header is damaged'],
]);

describe.skipIf(reasonToSkip())('what a page in a browser offers', () => {
  let browser: Browser;
  const html = pageOf({ files: 400, failures: FAILURES });
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

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
    await page.setViewportSize({ width: WIDTH_OF_A4, height: 1000 });
    const wider = await page
      .locator('.card')
      .evaluateAll((cards) =>
        cards.filter((card) => card.scrollWidth > card.clientWidth + 1).map((card) => card.className),
      );
    expect(wider, 'cut off on paper').toEqual([]);
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

  it('sorts the table of channels by numbers', async () => {
    await using opened = await open(browser, html);
    const names = (): Promise<string[]> => opened.page.locator('table.sortable tbody th').allTextContents();
    await opened.page.getByRole('button', { name: 'Largest del4' }).click();
    expect((await names()).slice(0, 2)).toEqual(['Channel12 [100, 600]', 'Channel11 [100, 600]']);
    await opened.page.getByRole('button', { name: 'Largest del4' }).click();
    expect((await names())[0]).toBe('Channel1');
  });

  it('draws every file as a point beside what was expected', async () => {
    await using opened = await open(browser, html);
    const scatter = opened.page.locator('#predictions-card');
    const points = await scatter
      .locator('path.dots')
      .evaluateAll((all) => all.map((one) => (one.getAttribute('d') ?? '').split('M').length - 1));
    expect(points).toEqual([397, expect.any(Number)]);
    expect(await scatter.locator('svg').first().getAttribute('aria-label')).toMatch(/^The memory of/);
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
});

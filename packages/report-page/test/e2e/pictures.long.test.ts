import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../dist/index.js';
import { open, reasonToSkip, startBrowser } from '../browser.ts';
import { fullFigures } from '../full-figures.ts';

/** Where pictures for people are kept; not a part of the sources. */
const SCREENSHOTS = fileURLToPath(new URL('../../screenshots', import.meta.url));

async function picture(opened: Page, name: string): Promise<void> {
  if (!existsSync(SCREENSHOTS)) mkdirSync(SCREENSHOTS);
  await opened.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

function page(files: number): string {
  const failures = new Map([[3, 'the file ends in row 4210 of 10800']]);
  return reportPage(fullFigures({ files, failures }), { timeZone: 'UTC' });
}

describe.skipIf(reasonToSkip())('a page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it.each([10, 1000, 100_000])('of %i files leaves pictures for people to look at', async (files) => {
    const html = page(files);
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 1280],
      ['light', 390],
    ] as const) {
      await using opened = await open(browser, html, {
        colorScheme,
        viewport: { width, height: 900 },
      });
      expect(opened.errors).toEqual([]);
      expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
      await picture(opened.page, `${files}-${colorScheme}-${width}`);
    }
    await using opened = await open(browser, html, { colorScheme: 'dark' });
    await opened.page.emulateMedia({ media: 'print' });
    await opened.page.setViewportSize({ width: 720, height: 1000 });
    await picture(opened.page, `${files}-print`);
  });
});

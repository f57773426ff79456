import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, pageOf, reasonToSkip, startBrowser } from '../browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong, as texts that name the rule and the element. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (values): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as {
      axe: { run: (where: Document, options: object) => Promise<AxeResults> };
    };
    return axe.run(document, { runOnly: { type: 'tag', values } });
  }, RULES);
  expect(found.passes.length).toBeGreaterThan(20);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe.skipIf(reasonToSkip())('accessibility', () => {
  let browser: Browser;
  const html = pageOf({ files: 200, failures: new Map([[5, 'the header is damaged']]) });
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)('has nothing that axe finds wrong, %s, %i pixels wide', async (colorScheme, width) => {
    await using opened = await open(browser, html, { colorScheme, viewport: { width, height: 844 } });
    for (const details of await opened.page.locator('details').all())
      await details.evaluate((element) => {
        (element as HTMLDetailsElement).open = true;
      });
    expect(await violations(opened.page)).toEqual([]);
  });
});

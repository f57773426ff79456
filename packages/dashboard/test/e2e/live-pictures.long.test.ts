import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToIndex, startDashboard } from '../../src/index.ts';
import { endOf, growingJournal, JOURNAL, runOf, temporaryFolder } from '../journals.ts';

const PLACES = [
  process.env.BALLAST_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const CHROMIUM = PLACES.find((place) => place !== '' && existsSync(place)) ?? null;
if (CHROMIUM === null)
  process.stdout.write(
    'skipped: no Chromium here; tools/install-system-packages.sh installs it, or set BALLAST_CHROMIUM\n',
  );

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures for people are kept; not a part of the sources. */
const SCREENSHOTS = fileURLToPath(new URL('../../screenshots', import.meta.url));

async function picture(page: Page, name: string): Promise<void> {
  if (!existsSync(SCREENSHOTS)) mkdirSync(SCREENSHOTS);
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(async (): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return axe.run();
  });
  return violations.map(({ id, impact }) => `${impact} ${id}`);
}

describe.runIf(CHROMIUM !== null)('the pages of a dashboard', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'of a batch, of all batches and of two beside each other: %s, %i pixels',
    async (colorScheme, width) => {
      using first = temporaryFolder();
      using second = temporaryFolder();
      using index = temporaryFolder();
      for (const [folder, count, name] of [
        [first.path, 5, 'before'],
        [second.path, 4, 'after'],
      ] as const) {
        const journal = growingJournal(folder, count, { batch: name });
        for (let task = 0; task < count; task += 1)
          journal.append(runOf(task, 1000 * task, task === 3 ? 'it ends early' : null));
        journal.append([endOf(count, 1000 * count)]);
        journal.close();
        const listed = { folder, name, startedAt: '2031-05-06T07:08:09.000Z', state: 'complete' } as const;
        const figures = { files: count, succeeded: count - 1, makespan: 1000 * count };
        await addToIndex(index.path, { ...listed, ...figures, memoryError: 0.1, computeError: null });
      }
      const dashboard = await startDashboard({
        folders: [first.path],
        journal: JOURNAL,
        index: index.path,
        port: 0,
        metricsFile: null,
      });
      const page = await (
        await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
      ).newPage();
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      const look = async (name: string): Promise<void> => {
        await page.waitForSelector('html[data-ready]', { timeout: 0 });
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        expect(await violationsOn(page)).toEqual([]);
        await picture(page, `${name}-${colorScheme}-${width}`);
      };
      await page.goto(dashboard.url ?? '');
      await look('batch');
      await page.getByRole('link', { name: 'All batches on this machine' }).click();
      await page.getByLabel('Compare before').check();
      await page.getByLabel('Compare after').check();
      await look('batches');
      await page.getByRole('link', { name: 'Compare the two' }).click();
      await page.getByRole('row', { name: 'took' }).waitFor();
      const took = await page.getByRole('row', { name: 'took' }).getByRole('cell').allTextContents();
      expect(took.at(-1)).toMatch(/^\d+\s%\sless$/);
      await look('compared');
      expect(errors).toEqual([]);
      await page.close();
      await dashboard.close();
    },
  );
});

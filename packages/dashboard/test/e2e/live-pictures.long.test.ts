import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { addToIndex } from '../../src/index.ts';
import {
  browserOfAllTests,
  dashboardOf,
  errorsOf,
  HAS_BROWSER,
  isReady,
  violationsOn,
  widerThanWindow,
} from '../browser.ts';
import { endOf, growingJournal, runOf, temporaryFolder } from '../journals.ts';

/** Where pictures for people are kept; not a part of the sources. */
const SCREENSHOTS = fileURLToPath(new URL('../../screenshots', import.meta.url));

async function picture(page: Page, name: string): Promise<void> {
  if (!existsSync(SCREENSHOTS)) mkdirSync(SCREENSHOTS);
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

describe.runIf(HAS_BROWSER)('the pages of a dashboard', () => {
  const browser = browserOfAllTests();

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
      const dashboard = await dashboardOf(first.path, index.path);
      const page = await (
        await browser().newContext({ colorScheme, viewport: { width, height: 900 } })
      ).newPage();
      const errors = errorsOf(page);
      const look = async (name: string): Promise<void> => {
        await isReady(page);
        expect(await widerThanWindow(page)).toBeLessThanOrEqual(0);
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

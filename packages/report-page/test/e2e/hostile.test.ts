import { journalFigures } from '@ballast/reporting';
import { forTerminal, hasHostile } from '@ballast/text';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../dist/index.js';
import { open, pageOf, reasonToSkip, startBrowser } from '../browser.ts';
import { fullFigures, LOGO } from '../full-figures.ts';
import { simulatedJournal } from '../simulated-journal.ts';

const HOSTILE = [
  '</script><script>alert(1)</script>.sim',
  '--><img src=x onerror=alert(2)>.sim',
  '" onmouseover="alert(3)" x=".sim',
  "' onfocus='alert(4)' autofocus='.sim",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must be shown as it is.
  '${alert(5)}`.sim',
  'a\u202egnp.sim',
  'line\nbreak\u001b[31m.sim',
  `${'x'.repeat(300)}.sim`,
  'javascript:alert(6).sim',
  '=cmd|calc!A0.sim',
  '🌊漢字عقد.sim',
  'half\ud800.sim',
] as const;

describe.skipIf(reasonToSkip())('hostile names', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('are shown as text wherever they stand, and do nothing', async () => {
    const name = (task: number): string => HOSTILE[task % HOSTILE.length] ?? '';
    const failures = new Map(HOSTILE.map((text, task) => [task, `cannot read ${text}`]));
    const evil = HOSTILE.slice(0, 7).join(' ');
    const journal = simulatedJournal({ files: HOSTILE.length, name, failures, batch: evil, host: evil });
    const note = { type: 'warning', at: 0, task: null, code: evil, message: evil } as const;
    const records = [...journal.records, note] as typeof journal.records;
    const own = journalFigures({ ...journal, records });
    const full = fullFigures({ files: HOSTILE.length, name, failures, text: evil });
    // Everything else that a page shows comes from batch files, from results and from other journals.
    const { presentation, whatIf, results, baseline, definitions, outputs } = full;
    const figures = { ...own, presentation, whatIf, results, baseline, definitions, outputs };
    const html = reportPage(figures, { effectiveBatch: evil, timeZone: 'UTC' });
    await using opened = await open(browser, html);
    const { page } = opened;
    await page.locator('.files th button').first().click();
    await page.locator('.files th button').first().click();
    await page.getByLabel('Channel', { exact: true }).selectOption('3');
    await page.getByLabel('Over', { exact: true }).selectOption('mean 2');
    await page.locator('table.sortable th button').first().click();
    expect([opened.requests, opened.errors]).toEqual([[], []]);
    expect(await page.locator('.files tbody td.file').allTextContents()).toEqual(HOSTILE.map(forTerminal));
    expect(await page.locator('.bar .name').textContent()).toBe(forTerminal(evil));
    const found = await page.evaluate(() => ({
      scripts: document.scripts.length,
      images: [...document.images].map(({ src }) => src),
      handlers: [...document.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes].filter(({ name: of }) => of.startsWith('on')).map(({ name: of }) => of),
      ),
      text: document.body.textContent ?? '',
    }));
    expect(found).toMatchObject({ scripts: 2, images: [LOGO], handlers: [] });
    expect(hasHostile(found.text.replaceAll('\n', ''))).toBe(false);
    await using plain = await open(browser, pageOf({ files: HOSTILE.length }));
    const scripts = await plain.page.evaluate(() => document.scripts.length);
    expect(scripts).toBe(found.scripts);
  });
});

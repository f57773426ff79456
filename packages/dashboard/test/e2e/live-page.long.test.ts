import { forTerminal } from '@ballast/text';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  browserOfAllTests,
  dashboardOf,
  errorsOf,
  HAS_BROWSER,
  isReady,
  violationsOn,
  widerThanWindow,
} from '../browser.ts';
import { endOf, inputsOf, journalWith, runOf, temporaryFolder } from '../journals.ts';

const HOSTILE = [
  '<img src=x onerror=alert(1)>.outb',
  '</script><script>alert(2)</script>',
  '"onmouseover="alert(3)',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a name.
  '${alert(4)}',
  'a\u202egpj.outb',
  'x\n\u001b[31m.outb',
  'y'.repeat(10_000),
  'javascript:alert(5)',
  '=cmd()',
  '😀.outb',
  '\ud800.outb',
  '__proto__',
];

const browser = browserOfAllTests();

interface Seen {
  readonly page: Page;
  readonly errors: readonly string[];
  readonly foreign: string[];
}

async function look(url: string, width = 1280): Promise<Seen> {
  const context = await browser().newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const errors = errorsOf(page);
  const foreign: string[] = [];
  const { origin } = new URL(url);
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  await page.goto(url);
  await isReady(page);
  return { page, errors, foreign };
}

describe.runIf(HAS_BROWSER)('a page that follows a batch', () => {
  it.each([1280, 390])(
    'of %i pixels shows hostile names as text, and what happens as it happens',
    async (width) => {
      using folder = temporaryFolder();
      const name = HOSTILE[1] ?? '';
      const journal = journalWith(
        folder.path,
        inputsOf(HOSTILE.length, (task) => HOSTILE[task] ?? ''),
        { batch: name },
      );
      const dashboard = await dashboardOf(folder.path);
      const { page, errors, foreign } = await look(dashboard.url ?? '', width);
      expect(new URL(page.url()).search).toBe('');
      for (const task of HOSTILE.keys())
        journal.append(runOf(task, 1000 * task, task % 2 === 1 ? HOSTILE[task] : null));
      journal.append([endOf(HOSTILE.length, 13_000)]);
      await page.waitForFunction(() => document.title.includes('6 of 12 files succeeded'), null, {
        timeout: 0,
      });
      expect(await page.title()).toContain(forTerminal(name));
      const found = await page.evaluate(() => ({
        scripts: document.scripts.length,
        images: document.querySelectorAll('img').length,
        handlers: [...document.querySelectorAll('*')].filter((element) =>
          [...element.attributes].some((attribute) => attribute.name.startsWith('on')),
        ).length,
        names: [...document.querySelectorAll('#file-list td.file')].map((cell) => cell.textContent),
      }));
      expect(found).toMatchObject({ scripts: 1, images: 0, handlers: 0 });
      expect(await widerThanWindow(page)).toBeLessThanOrEqual(0);
      expect(new Set(found.names)).toEqual(new Set(HOSTILE.map(forTerminal)));
      expect(errors).toEqual([]);
      expect(foreign).toEqual([]);
      expect(await violationsOn(page)).toEqual([]);
      await page.close();
      await dashboard.close();
      journal.close();
    },
  );

  it('gives nothing to a page of another origin, and runs no script that is not its own', async () => {
    using folder = temporaryFolder();
    const journal = journalWith(folder.path, inputsOf(2));
    const dashboard = await dashboardOf(folder.path);
    const url = dashboard.url ?? '';
    const { page } = await look(url);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.planted = true';
      document.body.append(script);
    });
    expect(await page.evaluate(() => 'planted' in window)).toBe(false);
    const { origin } = new URL(url);
    const context = page.context();
    const other = await context.newPage();
    await other.setContent('<p>another site</p>');
    const read = await other.evaluate(async (target) => {
      try {
        return (await fetch(`${target}/batches.json`, { credentials: 'include' })).status;
      } catch {
        return 'refused';
      }
    }, origin);
    expect(read).toBe('refused');
    await dashboard.close();
    journal.close();
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Dashboard, startDashboard } from '../src/index.ts';
import { JOURNAL } from './journals.ts';

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
export const HAS_BROWSER: boolean = CHROMIUM !== null;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The browser of all tests in a file. */
export function browserOfAllTests(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (CHROMIUM !== null)
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => await browser?.close());
  return () => {
    if (browser === undefined) throw new Error('the browser has not started');
    return browser;
  };
}

/** The dashboard of one output folder, with the index of others if there is one. */
export function dashboardOf(folder: string, index: string | null = null): Promise<Dashboard> {
  return startDashboard({ folders: [folder], journal: JOURNAL, index, port: 0, metricsFile: null });
}

/** Errors on the console and in scripts, and dialogs, from now on. */
export function errorsOf(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return errors;
}

export async function isReady(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready]', { timeout: 0 });
}

/** How many pixels a page is wider than its window. */
export function widerThanWindow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** What axe finds wrong on a page. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(async (): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return axe.run();
  });
  return violations.map(({ id, impact }) => `${impact} ${id}`);
}

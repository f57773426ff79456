import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
// Tests read what was built: the sources have no script of the page in them.
import { reportPage } from '../dist/index.js';
import { type Full, fullFigures } from './full-figures.ts';

const PLACES = [
  process.env.BALLAST_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser that is installed; null without one. */
const CHROMIUM: string | null = PLACES.find((place) => place !== '' && existsSync(place)) ?? null;

/** Says once why the tests in a browser are skipped. */
export function reasonToSkip(): boolean {
  if (CHROMIUM !== null) return false;
  process.stdout.write(
    'skipped: no Chromium here; tools/install-system-packages.sh installs it, or set BALLAST_CHROMIUM to its path\n',
  );
  return true;
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    // The sandbox of the browser needs rights that a container may not give; the pages are our own.
    args: ['--no-sandbox', '--enable-precise-memory-info'],
  });
}

/** A page that is open, and what it did. */
export interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** Addresses that were asked for, without files and data of the page itself. */
  readonly requests: readonly string[];
  /** Errors on the console and in scripts, and dialogs. */
  readonly errors: readonly string[];
}

export interface OpenOptions extends BrowserContextOptions {
  /** Do not wait for the drawings. */
  readonly noScript?: boolean;
}

/** Opens a page from a file, as somebody does who got it by mail. */
export async function open(browser: Browser, html: string, options: OpenOptions = {}): Promise<Opened> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-page-'));
  const file = path.join(folder, 'report.html');
  writeFileSync(file, html);
  const { noScript = false, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    javaScriptEnabled: !noScript,
    ...rest,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  if (!noScript) await page.waitForSelector('html[data-ready]', { timeout: 0 });
  return {
    page,
    requests,
    errors,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The page of a simulated batch, with everything that a page can show. */
export function pageOf(full: Full): string {
  return reportPage(fullFigures(full), { timeZone: 'UTC' });
}

/** Pages of a printed document. */
export function pagesIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

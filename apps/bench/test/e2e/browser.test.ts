import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reportHtml } from '../../src/report/report-html.ts';
import { madeUpExperiment } from '../support/made-up-result.ts';
import { run, temporaryFolder } from './run-bench.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
if (CHROMIUM === undefined) console.warn('skipped: no Chromium here (Debian: apt-get install chromium)');

const QUIET = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

interface Opened {
  readonly dom: string;
  /** Addresses that were asked for, without those that the browser asks its maker for. */
  readonly requests: readonly string[];
}

async function opened(folder: string, page: string): Promise<Opened> {
  mkdirSync(folder);
  const [file, log] = [path.join(folder, 'page.html'), path.join(folder, 'net.json')];
  writeFileSync(file, page);
  const flags = [`--user-data-dir=${path.join(folder, 'profile')}`, `--log-net-log=${log}`, '--dump-dom'];
  const { stdout } = await run(CHROMIUM ?? '', [...QUIET, ...flags, pathToFileURL(file).href], process.env);
  const found = [...readFileSync(log, 'utf8').matchAll(/"url":"([^"]+)"/g)].map(([, url = '']) => url);
  return {
    dom: stdout,
    requests: found.filter((url) => !/^https?:\/\/[\w.-]+\.google(?:apis)?\.com\//.test(url)),
  };
}

describe.runIf(CHROMIUM !== undefined)('the report in a browser', () => {
  it('has its plots, and no request leaves the page', async () => {
    using folder = temporaryFolder();
    const times = { auto: 10, 'fixed-1': 30, 'fixed-2': 15, 'fixed-30': 18 };
    const page = reportHtml(madeUpExperiment({ times }), []);
    const report = await opened(path.join(folder.path, 'report'), page);
    expect(report.dom.match(/<svg /g)).toHaveLength(4);
    expect(report.requests).toEqual([]);
    const control = await opened(
      path.join(folder.path, 'control'),
      '<!doctype html><img src="http://127.0.0.1:9/picture.png">',
    );
    expect(control.requests.some((url) => url.includes('picture.png'))).toBe(true);
  });
});

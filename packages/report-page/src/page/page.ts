import { deflateRawSync } from 'node:zlib';
import type { Figures } from '@ballast/reporting';
import { h } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { SCRIPT } from '../assets.ts';
import { Page } from '../components/page.tsx';
import { shownName } from '../components/text.ts';
import { packFigures } from '../pack/page-data.ts';
import { fittingResults } from '../pack/results-data.ts';
import { htmlFrame } from './html-frame.ts';
import { type PageZone, whenText } from './when.ts';

/** What the journal does not have. */
export interface PageExtra {
  /** The batch as it ran, as a batch file; absent if it is not there. */
  readonly effectiveBatch?: string;
  /** In which times of day are shown; that of this machine if absent. */
  readonly timeZone?: PageZone;
}

/**
 * A report as one HTML file: it requests nothing from anywhere, runs no script but its own, and shows every name as text. Equal
 * figures give a page with equal data.
 */
export function reportPage(all: Figures, { effectiveBatch, timeZone }: PageExtra = {}): string {
  const fitting = all.results === null ? null : fittingResults(all.results);
  const figures = { ...all, results: fitting?.results ?? null };
  const when = whenText(figures, timeZone);
  const body = renderToStaticMarkup(h(Page, { figures, when, effectiveBatch: effectiveBatch ?? null }));
  const packed = packFigures(figures, fitting?.drawn ?? null);
  const data = deflateRawSync(packed, { level: 9 }).toString('base64');
  const name = shownName(figures.presentation?.title ?? figures.batch.name);
  return htmlFrame({
    title: `${name}: ${shownName(figures.headline.sentence)}`,
    body: `${body}\n<script type="text/plain" id="data">${data}</script>`,
    script: SCRIPT,
  });
}

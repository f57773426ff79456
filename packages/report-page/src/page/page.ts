import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Figures } from '@ballast/reporting';
import { h } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { SCRIPT, STYLE } from '../assets.ts';
import { Page } from '../components/page.tsx';
import { shownName } from '../components/text.ts';
import { packFigures } from '../pack/page-data.ts';
import { fittingResults } from '../pack/results-data.ts';
import { whenText } from './when.ts';

/** What the journal does not have. */
export interface PageExtra {
  /** The batch as it ran, as a batch file; absent if it is not there. */
  readonly effectiveBatch?: string;
  /** IANA name of the time zone in which times of day are shown; that of this process if absent. */
  readonly timeZone?: string;
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
  const script = inScript(SCRIPT);
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(STYLE)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="ballast">
<title>${escaped(`${shownName(figures.presentation?.title ?? figures.batch.name)}: ${shownName(figures.headline.sentence)}`)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${body}
<script type="text/plain" id="data">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** The text of a script between its tags: nothing in it may look like their end, or like a comment. */
function inScript(script: string): string {
  return script.replaceAll(/<(?=\/script|!--|script)/gi, '\\x3C');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

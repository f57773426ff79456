import { h } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { Document, type ReportDocument } from '../components/document.tsx';
import { shownName } from '../components/text.ts';
import { htmlFrame } from './html-frame.ts';

/** A document of texts, tables and drawings as one HTML file without scripts. Equal documents give equal pages. */
export function documentPage(document: ReportDocument): string {
  return htmlFrame({
    title: shownName(document.title),
    body: renderToStaticMarkup(h(Document, { document })),
    script: null,
  });
}

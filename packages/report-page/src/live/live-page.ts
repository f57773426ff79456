import { LIVE_SCRIPT, LIVE_STYLE } from '../assets.ts';

/** A page that follows batches: its parts are served by their names. */
export interface LivePage {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

/** The same for every batch: what it shows comes as events. */
export function livePage(): LivePage {
  return { html: HTML, script: LIVE_SCRIPT, style: LIVE_STYLE };
}

/** What the page may do, for the header of its answer: run its own script, ask its own server. */
export const LIVE_POLICY: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Ballast</title>
<link rel="icon" id="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<div id="app"><main><p>This page follows a batch and needs scripts; without them, run <code>ballast explain</code> with the output folder.</p></main></div>
<script src="/app.js"></script>
</body>
</html>
`;

import { createHash } from 'node:crypto';
import { STYLE } from '../assets.ts';

interface Framed {
  readonly title: string;
  /** Markup. */
  readonly body: string;
  /** The one script that may run; null for none. */
  readonly script: string | null;
}

/** A whole page around its markup. Its policy lets only this very style, this very script and pictures within the page in. */
export function htmlFrame({ title, body, script }: Framed): string {
  const own = script === null ? null : inScript(script);
  const policy = [
    "default-src 'none'",
    ...(own === null ? [] : [`script-src ${hashOf(own)}`]),
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
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${body}${own === null ? '' : `\n<script>${own}</script>`}
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

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Pictures } from '@ballast/reporting';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { digestOf } from '../files/digest.ts';
import type { OutputFolder } from '../folder/layout.ts';

/** Pictures that are put into a page, and their bytes together: a page stays one that can be sent. */
const MOST_PICTURES = 60;
const MOST_BYTES = 4 << 20;

/** The pictures among the published files, as they were written: one that has changed since is left out. */
export function picturesIn({ root }: OutputFolder, files: readonly PublishedFile[]): Pictures {
  const all = files.filter(({ name }) => name.endsWith('.svg'));
  const shown: Pictures['shown'][number][] = [];
  let bytes = 0;
  for (const file of all) {
    if (shown.length === MOST_PICTURES || bytes + file.bytes > MOST_BYTES) break;
    const content = contentOf(path.resolve(root, file.name), file);
    if (content === null) continue;
    bytes += content.length;
    const text = content.toString('utf8');
    shown.push({
      name: path.posix.basename(file.name),
      title: textIn(text, 'title'),
      caption: textIn(text, 'desc'),
      source: `data:image/svg+xml;base64,${content.toString('base64')}`,
    });
  }
  return { shown, leftOut: all.length - shown.length };
}

/** Null unless it is what was written. */
function contentOf(file: string, { bytes, sha256 }: PublishedFile): Buffer | null {
  try {
    const content = readFileSync(file);
    return content.length === bytes && digestOf(content).sha256 === sha256 ? content : null;
  } catch {
    return null;
  }
}

/** What the picture says of itself; its text has numbers in place of special characters. */
function textIn(svg: string, element: 'title' | 'desc'): string {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(svg.slice(0, 4096))?.[1] ?? '';
  return found.replace(/&#(\d{1,7});/g, (whole, code: string) => {
    const point = Number(code);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

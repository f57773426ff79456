import { readFileSync, statSync } from 'node:fs';
import type { Batch } from '@ballast/config';
import type { Presentation } from '@ballast/reporting';

/** Larger pictures would make the page heavier than what it is about, in bytes. */
const LARGEST_LOGO = 150_000;

interface Presented {
  readonly presentation: Presentation | null;
  readonly warnings: readonly string[];
}

/** What the batch file says about the report, with the picture in it. Never throws: a picture that cannot be used is a warning. */
export function presentationOf({ title, client, logo, notes }: Batch['report']): Presented {
  const picture = logo === null ? { logo: null, problem: null } : pictureIn(logo);
  const given = { title, client, logo: picture.logo, notes };
  const isEmpty = Object.values(given).every((value) => value === null);
  return {
    presentation: isEmpty ? null : given,
    warnings: picture.problem === null ? [] : [`the page has no logo: ${picture.problem}`],
  };
}

interface Picture {
  readonly logo: string | null;
  readonly problem: string | null;
}

function pictureIn(file: string): Picture {
  const refused = (problem: string): Picture => ({ logo: null, problem: `${file} ${problem}` });
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return refused('is not a file');
    if (stat.size > LARGEST_LOGO)
      return refused(`has ${stat.size} bytes; at most ${LARGEST_LOGO} are put into a page`);
    const content = readFileSync(file);
    const kind = kindOf(content);
    if (kind === null) return refused('is not a PNG, JPEG or SVG picture');
    return { logo: `data:${kind};base64,${content.toString('base64')}`, problem: null };
  } catch (error) {
    return refused(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
/** Where the element of an SVG file begins, after a declaration, comments and a document type. */
const SVG = /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE[^>[]*>\s*)?<svg[\s>]/i;

/** By its content, whatever its name says. The page shows any of them as an image, in which nothing runs. */
function kindOf(content: Buffer): string | null {
  if (content.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  if (content.subarray(0, JPEG.length).equals(JPEG)) return 'image/jpeg';
  return SVG.test(content.toString('utf8', 0, 4096)) ? 'image/svg+xml' : null;
}

import path from 'node:path';

/** Characters that some file system does not allow in a name. */
const UNSAFE = /[<>:"/\\|?*\p{Cc}\p{Cs}]|[. ]$/gu;

/** The start of the names of all files of a run: `<configuration>[_<label>][_<time>]`. */
export function runName(
  file: string,
  { label, stableNames }: { readonly label: string | null; readonly stableNames: boolean },
  now: Date,
): string {
  const stem = path.basename(file, path.extname(file)).replace(UNSAFE, '_');
  return [stem, ...(label === null ? [] : [label]), ...(stableNames ? [] : [stampOf(now)])].join('_');
}

/** `20260412_09h05m`, local time. */
function stampOf(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${day}_${two(now.getHours())}h${two(now.getMinutes())}m`;
}

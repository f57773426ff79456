import type { Batch } from '@ballast/config';

/** With another logging a file needs different memory and time, though its numbers are the same. */
export function readerKey({ reader, orcaflex }: Pick<Batch, 'reader' | 'orcaflex'>, version: string): string {
  return `${reader} ${version}${ending(orcaflex)}`;
}

/** Whether a key belongs to this reader with this logging, in any version. */
export function isKeyOf(key: string, { reader, orcaflex }: Pick<Batch, 'reader' | 'orcaflex'>): boolean {
  const own = ending(orcaflex);
  if (!key.startsWith(`${reader} `) || !key.endsWith(own)) return false;
  return own !== '' || !/, \w+ logging$/.test(key);
}

function ending(orcaflex: Batch['orcaflex']): string {
  const logging = orcaflex?.logging ?? 'default';
  return logging === 'default' ? '' : `, ${logging} logging`;
}

import { statSync } from 'node:fs';
import path from 'node:path';
import type { PublishedFile } from '@ballast/scheduler/journal';
import type { Written } from '../files/digest.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { posix } from './tables/table-input.ts';

/** A file as the record says that publishes it. */
export function publishedFile({ root }: OutputFolder, file: string, written: Written): PublishedFile {
  return { name: posix(path.relative(root, file)), ...written, modified: statSync(file).mtimeMs };
}

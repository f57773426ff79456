import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { batchFilePage } from './batch-file/batch-file-page.ts';

/** Writes the pages that are made from the sources. */
const FOLDER = fileURLToPath(new URL('../../../docs/reference', import.meta.url));

mkdirSync(FOLDER, { recursive: true });
writeFileSync(path.join(FOLDER, 'batch-file.md'), batchFilePage());

// Writes the JSON Schema for editors. Run it after a change below src/schema; a test compares the file.
import { writeFileSync } from 'node:fs';
import { batchJsonSchema } from '../dist/index.js';

const file = new URL('../schema/batch-v1.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(batchJsonSchema(), null, 2)}\n`);

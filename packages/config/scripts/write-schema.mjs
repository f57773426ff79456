// Writes the JSON Schema that editors use; run it after changing anything under src/schema. A test compares.
import { writeFileSync } from 'node:fs';
import { batchJsonSchema } from '../dist/index.js';

const file = new URL('../schema/batch-v1.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(batchJsonSchema(), null, 2)}\n`);

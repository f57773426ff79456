import { extractFile } from './extract-file.ts';
import { readOrder } from './order.ts';

// The small command that other tools start: extract-one ORDER FILE.
const [orderFile = '', file = ''] = process.argv.slice(2);
await extractFile({ order: readOrder(orderFile), file, started: performance.timeOrigin });

import { extractFile } from './extract-file.ts';
import { readOrder } from './order.ts';

const order = readOrder(process.argv[2] ?? '');

process.on('message', (file: string) => {
  const started = performance.timeOrigin + performance.now();
  extractFile({ order, file, started }).then(
    () => process.send?.('done'),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

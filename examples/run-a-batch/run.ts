import { readFileSync } from 'node:fs';
import { openBatch } from '@ballast/batch';

const [directory = './sims', output = './out'] = process.argv.slice(2);
const overrides = [`inputs.directory=${JSON.stringify(directory)}`];
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
await using batch = await openBatch(readFileSync('batch.yml', 'utf8'), { output, overrides });
const run = batch.run({ signal: stop.signal, progressEvery: 100 });
for await (const event of run) {
  if (event.type === 'progress') console.log(`${event.progress.settled} of ${event.progress.files} files`);
  if (event.type === 'settled' && event.cause !== null) console.log('%j %s', event.file, event.cause);
}
const { reason, rows } = await run.ended;
for (const row of rows('tower')) console.log(row);
console.log(reason);

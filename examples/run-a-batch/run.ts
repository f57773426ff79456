import { openBatch } from '@ballast/batch';

const [directory, output] = process.argv.slice(2);
const columns = [{ variable: 'TwrBsMyt', statistics: ['max', 'mean'] }];
const tables = [{ name: 'tower', layout: 'wide', columns }];
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

await using batch = await openBatch({
  version: 1,
  batch: 'example',
  reader: 'openfast',
  inputs: { directory },
  output,
  tables,
});
const run = batch.run({ signal: stop.signal, progressEvery: 100 });
for await (const event of run) {
  if (event.type === 'progress') console.log(`${event.progress.settled} of ${event.progress.files} files`);
  if (event.type === 'settled' && event.cause !== null) console.log(`${event.file} ${event.cause}`);
}
const { reason, rows } = await run.ended;
for (const row of rows('tower')) console.log(row);
console.log(reason);

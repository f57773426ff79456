// Runs as a separate process over the built packages: computes statistics of all channels of one file, then prints what
// it needed.
import { oneReports } from '@ballast/one-reports';
import { extract, planReads, WHOLE } from '@ballast/results-model';

const [path] = process.argv.slice(2);
const plan = planReads([
  {
    name: 'all',
    layout: 'long',
    columns: [
      {
        kind: 'series',
        object: null,
        variable: '*',
        at: null,
        period: WHOLE,
        statistics: ['mean'],
        label: null,
        transform: null,
      },
    ],
  },
]);
const file = await oneReports.open(path);
const { facts, series } = await extract(file, plan);
file.close();
const result = {
  samples: facts.samples,
  last: series.map(({ statistics }) => statistics?.max),
  highWaterMiB: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(result)}\n`);

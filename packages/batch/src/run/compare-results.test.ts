import type { FileFacts } from '@ballast/results-model';
import { expect, it } from 'vitest';
import { factsOfFile } from './compare-results.ts';

const facts = (folder: string, over: Partial<FileFacts> = {}): FileFacts => ({
  ...{ format: `OrcaFlex simulation through OrcFxAPI 11.3 (${folder})`, completeness: 'complete' },
  ...{ samples: 256, series: null, startTime: 0, endTime: 10, plannedEndTime: 10, warnings: [] },
  ...{ writtenBy: 'OrcaFlex 11.3c', licence: `OK, ${folder}`, counters: { 'library calls': folder.length } },
  ...over,
});

it('compares what a file is, and not where the library of a machine is or what its licence is', () => {
  const mine = factsOfFile(facts('C:\\Program Files\\Orcina'));
  expect(factsOfFile(facts('D:\\OrcaFlex'))).toEqual(mine);
  expect(factsOfFile(facts('D:\\OrcaFlex', { samples: 255 }))).not.toEqual(mine);
  expect(factsOfFile(facts('D:\\OrcaFlex', { endTime: 9 }))).not.toEqual(mine);
});

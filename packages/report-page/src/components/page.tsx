import type { Figures } from '@ballast/reporting';
import { countText } from '@ballast/text';
import type { ComponentChildren, JSX } from 'preact';
import { About } from './about.tsx';
import { BaselineSection } from './baseline.tsx';
import { Look } from './look.tsx';
import { PicturesSection } from './pictures.tsx';
import { PredictionsSection } from './predictions.tsx';
import { hasResults, ResultsSection } from './results.tsx';
import { SizesSection } from './sizes.tsx';
import { shown } from './text.ts';
import { TimeTable } from './time-table.tsx';
import { Bar, Headline } from './top.tsx';
import { WhatIfSection } from './what-if.tsx';

interface PageProps {
  readonly figures: Figures;
  /** When the batch ran, in the time zone of the machine. */
  readonly when: string;
  readonly effectiveBatch: string | null;
  /** The present moment of a batch that is followed. */
  readonly live?: ComponentChildren;
}

/** Everything that can be read without scripts; drawings and the list of files have a place in it. */
export function Page({ figures, when, effectiveBatch, live }: PageProps): JSX.Element {
  const { says, counts, whatIf, results, baseline, sizes, pictures } = figures;
  const time = [says.bound, says.tasks, says.memory, says.storage, says.missing].filter(
    (text) => text !== '',
  );
  return (
    <>
      <Bar figures={figures} />
      <main>
        <Headline figures={figures} when={when} />
        {live}
        <Look figures={figures} />
        <section aria-labelledby="time">
          <h2 id="time">Where the time went</h2>
          <p class="says">{shown(time.join(' '))}</p>
          <div id="time-card">
            <p class="time card placeholder">The drawing needs scripts; the table below has its numbers.</p>
          </div>
          <TimeTable series={figures.series} />
        </section>
        {whatIf !== null && <WhatIfSection whatIf={whatIf} />}
        <PredictionsSection says={says} />
        {hasResults(results) && <ResultsSection results={results} />}
        {pictures.shown.length > 0 && <PicturesSection pictures={pictures} />}
        {baseline !== null && <BaselineSection baseline={baseline} />}
        <SizesSection sizes={sizes} says={says.sizes} />
        <section aria-labelledby="files">
          <h2 id="files">Files</h2>
          <p class="says">Every input and what became of it. A click on a heading sorts.</p>
          <div id="file-list">
            <p class="files card placeholder">
              {`The list needs scripts; all ${countText(counts.inputs, 'file')} are in report.json and in the tables.`}
            </p>
          </div>
        </section>
        <p class="says paper">
          {`Long lists are cut on paper: all ${countText(counts.inputs, 'file')} are in report.json, all numbers in the tables.`}
        </p>
        <About figures={figures} effectiveBatch={effectiveBatch} />
      </main>
    </>
  );
}

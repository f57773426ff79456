import { type ComponentChild, type JSX, render } from 'preact';
import { useState } from 'preact/hooks';
import { SizesChart } from '../components/sizes.tsx';
import { WhatIfChart } from '../components/what-if.tsx';
import type { PageData } from '../pack/page-data.ts';
import { followSystem, isDark, setTheme } from './colours.ts';
import { decodeData } from './decode.ts';
import { FileList } from './file-list.tsx';
import { Fitted } from './fitted.tsx';
import { PredictionsCard } from './predictions-card.tsx';
import { ResultsCard } from './results-card.tsx';
import { makeSortable } from './sortable.ts';
import { TimeCard } from './time-card.tsx';

/** A switch that is not remembered: pages opened from a file have no storage of their own. */
function ThemeButton(): JSX.Element {
  const [, setChosen] = useState(isDark());
  const toggle = (): void => {
    setTheme(isDark() ? 'light' : 'dark');
    setChosen(isDark());
  };
  return (
    <button type="button" class="button" aria-label="Light or dark" onClick={toggle}>
      ◐
    </button>
  );
}

function mount(id: string, child: ComponentChild): void {
  const place = document.getElementById(id);
  if (place === null) return;
  place.replaceChildren();
  render(child, place);
}

/** What was drawn without scripts is drawn again at the width that it has. */
function mountCharts(data: PageData): void {
  const { whatIf, sizes, says, results } = data.figures;
  if (whatIf !== null)
    mount('what-if-chart', <Fitted>{(width) => <WhatIfChart whatIf={whatIf} width={width} />}</Fitted>);
  mount('predictions-card', <PredictionsCard data={data} />);
  mount(
    'sizes-chart',
    <Fitted>{(width) => <SizesChart sizes={sizes} says={says.sizes} width={width} />}</Fitted>,
  );
  if (results === null) return;
  mount('results-card', <ResultsCard results={results} />);
}

async function start(): Promise<void> {
  followSystem();
  mount('theme', <ThemeButton />);
  const data = await decodeData();
  mount('time-card', <TimeCard data={data} />);
  mountCharts(data);
  mount('file-list', <FileList data={data} />);
  makeSortable();
  document.documentElement.dataset.ready = 'yes';
}

start().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  const words = `This could not be drawn (${why}). Everything else on this page, the tables and report.json are complete.`;
  for (const id of ['time-card', 'file-list']) mount(id, <p class="card placeholder">{words}</p>);
});

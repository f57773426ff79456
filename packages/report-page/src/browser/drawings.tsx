import { type ComponentChild, render } from 'preact';
import { SizesChart } from '../components/sizes.tsx';
import { WhatIfChart } from '../components/what-if.tsx';
import type { PageData } from '../pack/page-data.ts';
import { FileList } from './file-list.tsx';
import { Fitted } from './fitted.tsx';
import { PredictionsCard } from './predictions-card.tsx';
import { ResultsCard } from './results-card.tsx';
import { TimeCard } from './time-card.tsx';

const drawn = new WeakSet<Element>();

/** Puts a component in the place of what is there; later calls update it. */
export function mount(id: string, child: ComponentChild): void {
  const place = document.getElementById(id);
  if (place === null) return;
  if (!drawn.has(place)) place.replaceChildren();
  drawn.add(place);
  render(child, place);
}

/** Draws what the page has only with scripts, in the places that its components left for it. */
export function drawAll(data: PageData): void {
  mount('time-card', <TimeCard data={data} />);
  mountCharts(data);
  mount('file-list', <FileList data={data} />);
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

import type { WhatIf } from '@ballast/reporting';
import { formatDuration } from '@ballast/resource-model';
import type { JSX } from 'preact';
import type { Colour } from '../charts/marks.ts';
import { RowChart } from '../charts/row-chart.tsx';
import { shown } from './text.ts';

const RESOURCE_WORDS = {
  storage: 'storage',
  cores: 'cores',
  memory: 'memory',
  seats: 'licence seats',
  task: 'the longest file',
} as const;

/** What the same batch would have taken elsewhere, by simulation. */
export function WhatIfSection({ whatIf }: { readonly whatIf: WhatIf }): JSX.Element {
  return (
    <section aria-labelledby="what-if">
      <h2 id="what-if">What another machine would have done</h2>
      <p class="says">{shown(whatIf.says)}</p>
      <div id="what-if-chart" class="card plot">
        <WhatIfChart whatIf={whatIf} />
      </div>
    </section>
  );
}

export function WhatIfChart({
  whatIf: { now, variants, says },
  width,
}: {
  readonly whatIf: WhatIf;
  readonly width?: number;
}): JSX.Element {
  const all = [now, ...variants];
  const most = Math.max(...all.map(({ seconds }) => seconds));
  return (
    <RowChart
      says={says}
      axis={{ label: 'simulated time', style: 'seconds', from: 0, until: Math.max(1e-3, most) }}
      rows={all.map((variant) => ({
        name: variant.words,
        value: variant.seconds,
        words: `${formatDuration(1000 * variant.seconds)}, ${boundWords(variant)}`,
        colour: variant.boundBy === 'task' ? 'waiting' : (variant.boundBy satisfies Colour),
      }))}
      {...(width === undefined ? {} : { width })}
    />
  );
}

function boundWords({ boundBy, secondsOverBudget, killed }: WhatIf['now']): string {
  if (killed > 0) return `${killed} ${killed === 1 ? 'process' : 'processes'} killed for memory`;
  if (secondsOverBudget >= 1) return `${formatDuration(1000 * secondsOverBudget)} above the budget`;
  return RESOURCE_WORDS[boundBy];
}

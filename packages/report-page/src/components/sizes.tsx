import type { SizeFigures } from '@ballast/reporting';
import { countText } from '@ballast/text';
import type { JSX } from 'preact';
import { XyChart } from '../charts/xy-chart.tsx';
import { shown } from './text.ts';

export interface SizesProps {
  readonly sizes: SizeFigures;
  readonly says: string;
}

/** How large the files are, over a logarithmic axis. */
export function SizesSection({ sizes, says }: SizesProps): JSX.Element | null {
  if (sizes.bins.length < 2) return null;
  return (
    <section aria-labelledby="sizes">
      <h2 id="sizes">File sizes</h2>
      <p class="says">{shown(says)}</p>
      <div id="sizes-chart" class="card plot">
        <SizesChart sizes={sizes} says={says} />
      </div>
    </section>
  );
}

export function SizesChart({
  sizes: { bins, median, p99 },
  says,
  width,
}: SizesProps & { readonly width?: number }): JSX.Element {
  const most = bins.reduce((largest, { count }) => Math.max(largest, count), 1);
  const from = bins[0]?.from ?? 1;
  const until = bins.at(-1)?.until ?? 2;
  return (
    <XyChart
      says={says}
      x={{ label: 'size of a file', style: 'bytes', log: true, from, until }}
      y={{ label: 'files', style: 'count', from: 0, until: most * 1.08 }}
      marks={[
        {
          kind: 'columns',
          columns: bins.map((bin) => ({ from: bin.from, until: bin.until, value: bin.count })),
          colour: 'storage',
        },
        ...(median === null
          ? []
          : [
              {
                kind: 'rule' as const,
                axis: 'x' as const,
                at: Math.max(1, median),
                words: 'median',
                colour: 'ink' as const,
              },
            ]),
        ...(p99 === null || p99 === median
          ? []
          : [
              {
                kind: 'rule' as const,
                axis: 'x' as const,
                at: Math.max(1, p99),
                words: 'one in a hundred is larger',
                line: 1,
                colour: 'soft' as const,
              },
            ]),
      ]}
      legend={[
        [
          'storage',
          countText(
            bins.reduce((sum, { count }) => sum + count, 0),
            'file',
          ),
        ],
      ]}
      width={width ?? 1150}
      height={200}
    />
  );
}

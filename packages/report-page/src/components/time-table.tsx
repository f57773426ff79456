import type { Figures } from '@ballast/reporting';
import { formatBytes } from '@ballast/resource-model';
import type { JSX } from 'preact';
import { clockText } from './clock-text.ts';
import { shown } from './text.ts';

const MOST_ROWS = 20;

/** What is drawn over time as numbers, for those who do not see the drawing. */
export function TimeTable({ series }: { readonly series: Figures['series'] }): JSX.Element | null {
  const { length } = series.at;
  if (length === 0) return null;
  const count = Math.min(MOST_ROWS, length);
  const rows = Array.from({ length: count }, (_, i) => Math.ceil(((i + 1) * length) / count) - 1);
  const { used, read, bound } = series;
  return (
    <details class="as-table">
      <summary>The same as a table</summary>
      <section
        class="scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
        aria-label="Over time, as a table"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Computing</th>
              <th scope="col">Loading</th>
              <th scope="col">Waiting</th>
              {used !== null && <th scope="col">Memory used</th>}
              <th scope="col">Memory held</th>
              {read !== null && <th scope="col">Read per second</th>}
              {bound !== null && <th scope="col">Bound by</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <td>{clockText(series.at[row] ?? 0)}</td>
                <td>{series.computing[row]}</td>
                <td>{series.loading[row]}</td>
                <td>{((series.waiting[row] ?? 0) + (series.held[row] ?? 0)).toFixed(1)}</td>
                {used !== null && <td>{shown(formatBytes(used[row] ?? 0))}</td>}
                <td>{shown(formatBytes(series.reserved[row] ?? 0))}</td>
                {read !== null && <td>{shown(formatBytes(read[row] ?? 0))}</td>}
                {bound !== null && <td>{bound[row]}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

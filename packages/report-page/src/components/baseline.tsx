import type { Baseline, BaselineChange } from '@ballast/reporting';
import { countText, percent } from '@ballast/text';
import type { JSX } from 'preact';
import { shown, shownName } from './text.ts';

const MOST_ROWS = 60;
const MOST_NAMES = 12;

/** What differs from an earlier batch; only what differs by more than the tolerance. */
export function BaselineSection({ baseline }: { readonly baseline: Baseline }): JSX.Element {
  const { says, figures, results, onlyHere, onlyThere } = baseline;
  return (
    <section aria-labelledby="baseline">
      <h2 id="baseline">Against an earlier batch</h2>
      <p class="says">{shown(says)}</p>
      {figures.length > 0 && <Changes title="The run" changes={figures} />}
      {results.length > 0 && <Changes title="Results" changes={results} />}
      <Only words="only in this batch" names={onlyHere} />
      <Only words="only in the earlier one" names={onlyThere} />
    </section>
  );
}

function Changes({
  title,
  changes,
}: {
  readonly title: string;
  readonly changes: readonly BaselineChange[];
}): JSX.Element {
  const rest = changes.length - MOST_ROWS;
  return (
    <section
      class="card scroll numbers"
      aria-label={`Changes: ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" class="number">
              now
            </th>
            <th scope="col" class="number">
              before
            </th>
            <th scope="col" class="number">
              change
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, MOST_ROWS).map((change) => (
            <tr key={change.name}>
              <th scope="row">{shownName(change.name)}</th>
              <td class="number">{shown(withUnit(change.nowText, change.unit))}</td>
              <td class="number">{shown(withUnit(change.beforeText, change.unit))}</td>
              <td class="number">{shown(changeText(change))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="says">{`${countText(rest, 'further change')} of this kind`}</p>}
    </section>
  );
}

function Only({
  words,
  names,
}: {
  readonly words: string;
  readonly names: readonly string[];
}): JSX.Element | null {
  if (names.length === 0) return null;
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return <p class="says">{`${words}: ${names.slice(0, MOST_NAMES).map(shownName).join(', ')}${more}`}</p>;
}

function withUnit(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}

function changeText({ change }: BaselineChange): string {
  if (change === null) return 'new';
  const share =
    Math.abs(change) >= 0.1 ? percent(Math.abs(change)) : `${(100 * Math.abs(change)).toPrecision(2)} %`;
  return `${change < 0 ? '−' : '+'}${share}`;
}

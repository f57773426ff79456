import { formatDuration } from '@ballast/resource-model';
import { percent } from '@ballast/text';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { shown, shownName } from '../../components/text.ts';
import type { ListedBatch } from '../../live/live-document.ts';
import { latestOfEach, pairOf } from './two-batches.ts';

export interface BatchListing {
  readonly own: readonly { readonly id: string; readonly folder: string; readonly name: string | null }[];
  readonly batches: readonly ListedBatch[];
}

/** The batches that ran on this machine, and how their makespans and the errors of their predictions developed. */
export function BatchList({ listing }: { readonly listing: BatchListing }): JSX.Element {
  const { own, batches } = listing;
  return (
    <main>
      <h1>Batches on this machine</h1>
      {own.length > 0 && (
        <section aria-labelledby="own">
          <h2 id="own">Followed here</h2>
          <ul class="own">
            {own.map(({ id, folder, name }) => (
              <li key={id}>
                <a href={`/?batch=${id}`}>{shownName(name ?? folder)}</a>
                {` in ${shownName(folder)}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="all">
        <h2 id="all">History</h2>
        {batches.length === 0 ? <p>No batch has been recorded yet.</p> : <History batches={batches} />}
      </section>
    </main>
  );
}

function History({ batches }: { readonly batches: readonly ListedBatch[] }): JSX.Element {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choose = (id: string, isChosen: boolean): void =>
    setChosen(isChosen ? [...chosen, id].slice(-2) : chosen.filter((one) => one !== id));
  const longest = Math.max(1, ...batches.map(({ makespan }) => makespan ?? 0));
  const pair = pairOf(batches, chosen);
  return (
    <>
      <p class="compare" role="status">
        {pair === null ? (
          'Choose two batches to set one beside the other.'
        ) : (
          <a class="button" href={`/batches?${new URLSearchParams(pair)}`}>
            Compare the two
          </a>
        )}
      </p>
      <HistoryTable batches={batches} longest={longest} chosen={chosen} choose={choose} />
    </>
  );
}

interface TableProps {
  readonly batches: readonly ListedBatch[];
  readonly longest: number;
  readonly chosen: readonly string[];
  readonly choose: (id: string, isChosen: boolean) => void;
}

function HistoryTable({ batches, longest, chosen, choose }: TableProps): JSX.Element {
  const latest = new Set(latestOfEach(batches));
  return (
    <section
      class="scroll card"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label="History of batches"
    >
      <table class="history">
        <thead>
          <tr>
            <th scope="col">Compare</th>
            <th scope="col">Batch</th>
            <th scope="col">Started</th>
            <th scope="col">State</th>
            <th scope="col">Files</th>
            <th scope="col">Took</th>
            <th scope="col">Trend</th>
            <th scope="col">Memory model</th>
            <th scope="col">Time model</th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <HistoryRow
              key={`${batch.id} ${batch.startedAt}`}
              batch={batch}
              longest={longest}
              isChosen={latest.has(batch) ? chosen.includes(batch.id) : null}
              choose={choose}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps extends Pick<TableProps, 'longest' | 'choose'> {
  readonly batch: ListedBatch;
  /** Null if it cannot be chosen. */
  readonly isChosen: boolean | null;
}

function HistoryRow({ batch, longest, isChosen, choose }: RowProps): JSX.Element {
  const { id, name, folder, startedAt, state, files, succeeded, makespan, memoryError, computeError } = batch;
  return (
    <tr>
      <td>
        {isChosen !== null && (
          <input
            type="checkbox"
            checked={isChosen}
            aria-label={`Compare ${shownName(name)}`}
            onChange={(event) => choose(id, event.currentTarget.checked)}
          />
        )}
      </td>
      <td>
        <a href={`/?batch=${id}`} title={shownName(folder)}>
          {shownName(name)}
        </a>
      </td>
      <td>{shownName(startedAt.slice(0, 16).replace('T', ' '))}</td>
      <td>{state}</td>
      <td>{`${succeeded} of ${files}`}</td>
      <td>{makespan === null ? '' : shown(formatDuration(makespan))}</td>
      <td>
        <svg class="meter trend" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect class="cores" width={((100 * (makespan ?? 0)) / longest).toFixed(1)} height="4" />
        </svg>
      </td>
      <td>{errorText(memoryError)}</td>
      <td>{errorText(computeError)}</td>
    </tr>
  );
}

function errorText(error: number | null): string {
  return error === null ? '' : shown(`${percent(error)} off`);
}

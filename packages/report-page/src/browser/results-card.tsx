import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { shown } from '../components/text.ts';
import type { DrawnResults } from '../pack/drawn-results.ts';
import { ChannelView } from './channel-view.tsx';

/** More channels than this need a field to search them. */
const FEW = 8;

/** One channel at a time over the files of a batch. */
export function ResultsCard({ results }: { readonly results: DrawnResults }): JSX.Element {
  const [chosen, setChosen] = useState(0);
  const [against, setAgainst] = useState('0');
  const [search, setSearch] = useState('');
  const found = useMemo(() => {
    const wanted = search.toLowerCase();
    return results.channels.flatMap(({ name }, i) => (name.toLowerCase().includes(wanted) ? [i] : []));
  }, [results, search]);
  const at = found.includes(chosen) ? chosen : (found[0] ?? chosen);
  const channel = results.channels[at];
  return (
    <div class="results card">
      <div class="head">
        {results.channels.length > FEW && (
          <input
            type="search"
            aria-label="Search channels"
            placeholder="Search channels"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        )}
        <select
          aria-label="Channel"
          value={String(at)}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
        >
          {found.map((i) => (
            <option key={i} value={String(i)}>
              {titleOf(results, i)}
            </option>
          ))}
        </select>
        <label>
          over{' '}
          <select
            aria-label="Over"
            value={against}
            onChange={(event) => setAgainst(event.currentTarget.value)}
          >
            {results.against.map(({ name }, i) => (
              <option key={name} value={String(i)}>
                {shown(name)}
              </option>
            ))}
            {isByFile(results) &&
              results.channels.map(({ name, period }, i) => (
                <option key={`${name} ${period}`} value={`mean ${i}`}>
                  {shown(`mean of ${name}`)}
                </option>
              ))}
          </select>
        </label>
      </div>
      {channel !== undefined && (
        <ChannelView key={at} results={results} channel={channel} against={against} />
      )}
      {found.length === 0 && <p class="placeholder">0 channels</p>}
    </div>
  );
}

/** Each point is one file, so that its own mean of any channel is known. */
function isByFile({ against }: DrawnResults): boolean {
  return against.length > 0 && against.every(({ count }) => count.length === 0);
}

function titleOf({ channels }: DrawnResults, i: number): string {
  const { name = '', unit = '', period = '' } = channels[i] ?? {};
  return shown([name, ...(unit === '' ? [] : [`(${unit})`]), ...(period === '' ? [] : [period])].join(' '));
}

import type { ChannelFigures, ResultFigures } from '@ballast/reporting';
import { countText } from '@ballast/text';
import type { JSX } from 'preact';
import { digits } from '../charts/scale.ts';
import { ResultLines } from './result-lines.tsx';
import { shown, shownName } from './text.ts';

/** Whether the section says anything: tables over runs have no channels. */
export function hasResults(results: ResultFigures | null): results is ResultFigures {
  if (results === null) return false;
  const { channels, along, spectra, cycles, doubts, leftOut } = results;
  return [channels, along, spectra, cycles, doubts, leftOut].some((list) => list.length > 0);
}

/** What the files contain: a table of channels, and what scripts draw of them. */
export function ResultsSection({ results }: { readonly results: ResultFigures }): JSX.Element {
  const { channels, files, doubts, leftOut } = results;
  return (
    <section aria-labelledby="results">
      <h2 id="results">Results</h2>
      <p class="says">
        {channels.length === 0
          ? `The values of ${countText(files, 'file')} are in the tables; no channel of them is drawn.`
          : `${countText(channels.length, 'channel')} of ${countText(files, 'file')}. Values are as in the tables; a name is that of the file that has the value.`}
      </p>
      {doubts.length > 0 && <List title="What not to trust" items={doubts} />}
      {channels.length > 0 && <ChannelTable channels={channels} />}
      {channels.length > 0 && (
        <div id="results-card">
          <p class="results card placeholder">Drawings of single channels need scripts.</p>
        </div>
      )}
      <div id="results-lines">
        <ResultLines results={results} />
      </div>
      {leftOut.length > 0 && <List title="Not on this page" items={leftOut} />}
    </section>
  );
}

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }): JSX.Element {
  return (
    <div class="doubts">
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{shown(item)}</li>
        ))}
      </ul>
    </div>
  );
}

function ChannelTable({ channels }: { readonly channels: readonly ChannelFigures[] }): JSX.Element {
  const reductions = [
    ...new Set(channels.flatMap((channel) => channel.reductions.map(({ label }) => label))),
  ];
  return (
    <section
      class="card scroll numbers"
      aria-label="Channels"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
    >
      <table class="sortable">
        <thead>
          <tr>
            <th scope="col">Channel</th>
            <th scope="col">Unit</th>
            {['Smallest', 'Mean', 'Largest', 'Largest std'].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
            {reductions.map((label) => (
              <th key={label} scope="col" class="number">{`Largest ${label}`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <ChannelRow key={`${channel.name} ${channel.period}`} channel={channel} reductions={reductions} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ChannelRow({
  channel,
  reductions,
}: {
  readonly channel: ChannelFigures;
  readonly reductions: readonly string[];
}): JSX.Element {
  const { name, unit, period, min, mean, max, std, smallest, largest } = channel;
  return (
    <tr>
      <th scope="row">
        {shownName(name)}
        {period !== '' && <small>{shown(` ${period}`)}</small>}
      </th>
      <td>{shownName(unit)}</td>
      <Value value={min} file={smallest[0]?.file} />
      <Value value={mean} />
      <Value value={max} file={largest[0]?.file} />
      <Value value={std} />
      {reductions.map((label) => {
        const found = channel.reductions.find((one) => one.label === label);
        return <Value key={label} value={found?.max ?? null} file={found?.file} />;
      })}
    </tr>
  );
}

function Value({
  value,
  file,
}: {
  readonly value: number | null;
  readonly file?: string | undefined;
}): JSX.Element {
  if (value === null) return <td class="number">–</td>;
  return (
    <td class="number" data-value={String(value)}>
      {digits(value)}
      {file !== undefined && <small class="file">{shownName(endOf(file))}</small>}
    </td>
  );
}

const LONGEST = 26;

/** Names of simulations differ at their ends. */
function endOf(file: string): string {
  const characters = [...file];
  return characters.length <= LONGEST ? file : `…${characters.slice(1 - LONGEST).join('')}`;
}

import type { JSX } from 'preact';
import { shown, shownName } from '../../components/text.ts';
import type { ComparedBatches, NamedBatch } from '../../live/live-document.ts';

/** One batch beside another: what each figure was, and how far the second is from the first. */
export function Compared({ compared }: { readonly compared: ComparedBatches }): JSX.Element {
  const { first, second, problem, rows } = compared;
  return (
    <main>
      <h1>Two batches beside each other</h1>
      <p>
        <a href="/batches">All batches on this machine</a>
      </p>
      {problem !== null && <p class="card placeholder">{shownName(problem)}</p>}
      <section
        class="scroll card"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
        aria-label="Figures of both batches"
      >
        <table class="history compared">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <Name batch={first} />
              <Name batch={second} />
              <th scope="col">Second against first</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.what}>
                <th scope="row">{row.what}</th>
                <td>{shownName(row.first)}</td>
                <td>{shownName(row.second)}</td>
                <td>{shown(row.change)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </main>
  );
}

function Name({ batch }: { readonly batch: NamedBatch }): JSX.Element {
  const { id, folder, name, startedAt } = batch;
  return (
    <th scope="col">
      <a href={`/?batch=${encodeURIComponent(id)}`} title={shownName(folder)}>
        {shownName(name === '' ? folder : name)}
      </a>
      {` ${shownName(startedAt.slice(0, 16).replace('T', ' '))}`}
    </th>
  );
}

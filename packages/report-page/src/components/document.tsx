import type { JSX } from 'preact';
import { LaneChart, type LaneChartProps } from '../charts/lane-chart.tsx';
import { RowChart, type RowChartProps } from '../charts/row-chart.tsx';
import { XyChart, type XyChartProps } from '../charts/xy-chart.tsx';
import { shown, shownName } from './text.ts';

/** A report that is no batch, from top to bottom. */
export interface ReportDocument {
  readonly title: string;
  readonly sections: readonly DocumentSection[];
}

interface DocumentSection {
  /** Null for what stands right below the title. */
  readonly heading: string | null;
  readonly parts: readonly DocumentPart[];
}

export type DocumentPart =
  | { readonly kind: 'text'; readonly text: string; readonly isWarning?: boolean }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly text: string; readonly isWarning: boolean }[];
    }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | DocumentTable
  | { readonly kind: 'over-axes'; readonly chart: XyChartProps }
  | { readonly kind: 'in-rows'; readonly chart: RowChartProps }
  | { readonly kind: 'in-lanes'; readonly chart: LaneChartProps };

interface DocumentTable {
  readonly kind: 'table';
  /** For those who do not see it. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of words, which stand on the left, and not of numbers. */
  readonly isText?: boolean;
}

export function Document({
  document: { title, sections },
}: {
  readonly document: ReportDocument;
}): JSX.Element {
  return (
    <main class="document">
      <h1>{shown(title)}</h1>
      {sections.map(({ heading, parts }) => (
        <section key={heading ?? ''}>
          {heading !== null && <h2>{shown(heading)}</h2>}
          {parts.map((part) => (
            <Part key={keyOf(part)} part={part} />
          ))}
        </section>
      ))}
    </main>
  );
}

function keyOf(part: DocumentPart): string {
  return JSON.stringify(part).slice(0, 120);
}

function Part({ part }: { readonly part: DocumentPart }): JSX.Element {
  switch (part.kind) {
    case 'text':
      return <p class={part.isWarning === true ? 'says warned' : 'says'}>{shown(part.text)}</p>;
    case 'heading':
      return <h3>{shown(part.text)}</h3>;
    case 'list':
      return (
        <ul class="definitions">
          {part.items.map(({ text, isWarning }) => (
            <li key={text} class={isWarning ? 'warned' : ''}>
              {shown(text)}
            </li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl class="about">
          {part.facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      );
    case 'table':
      return <Table table={part} />;
    case 'over-axes':
      return (
        <div class="card plot">
          <XyChart width={1150} {...part.chart} />
        </div>
      );
    case 'in-rows':
      return (
        <div class="card plot">
          <RowChart width={1150} {...part.chart} />
        </div>
      );
    case 'in-lanes':
      return (
        <div class="card plot">
          <LaneChart width={1150} {...part.chart} />
        </div>
      );
  }
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <>
      <dt>{shownName(name)}</dt>
      <dd>{shown(value)}</dd>
    </>
  );
}

function Table({
  table: { name, header, rows, isText = false },
}: {
  readonly table: DocumentTable;
}): JSX.Element {
  const place = (column: number): string => (isText || column === 0 ? '' : 'number');
  return (
    <section
      class="card scroll numbers"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            {header.map((text, column) => (
              <th key={text} scope="col" class={place(column)}>
                {shown(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join(' ')}>
              {row.map((text, column) => (
                <td key={header[column]} class={place(column)}>
                  {shown(text)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

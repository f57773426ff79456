import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText } from '@ballast/text';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { clockText } from '../components/clock-text.ts';
import type { FileColumns, PageData } from '../pack/page-data.ts';
import { type Order, orderedFiles, type SortKey } from './file-order.ts';
import { onSelect, select } from './selection.ts';

const ROW = 30;
/** Rows that are drawn beyond the window on both sides. */
const SPARE = 8;
/** Rows on paper. */
const PRINTED = 40;

interface Column {
  readonly key: SortKey;
  readonly title: string;
  /** Where there is room for it. */
  readonly room: '' | 'narrow' | 'wide narrow';
  readonly cell: (files: FileColumns, task: number) => string;
}

const numberCell =
  (of: (files: FileColumns) => Float64Array, text: (value: number) => string) =>
  (files: FileColumns, task: number): string => {
    const value = of(files)[task] ?? Number.NaN;
    return Number.isNaN(value) ? '' : text(value);
  };

const NUMBERS: readonly Column[] = [
  { key: 'size', title: 'Size', room: '', cell: numberCell(({ size }) => size, formatBytes) },
  {
    key: 'start',
    title: 'Start',
    room: 'wide narrow',
    cell: numberCell(({ admittedAt }) => admittedAt, clockText),
  },
  {
    key: 'took',
    title: 'Took',
    room: '',
    cell: (files, task) => {
      const took = (files.settledAt[task] ?? Number.NaN) - (files.admittedAt[task] ?? Number.NaN);
      return Number.isNaN(took) ? '' : formatDuration(Math.max(0, took));
    },
  },
  {
    key: 'loading',
    title: 'Loading',
    room: 'wide narrow',
    cell: numberCell(({ loadTime }) => loadTime, formatDuration),
  },
  {
    key: 'computing',
    title: 'Computing',
    room: 'wide narrow',
    cell: numberCell(({ computeTime }) => computeTime, formatDuration),
  },
  {
    key: 'memory',
    title: 'Memory',
    room: 'narrow',
    cell: numberCell(({ highWater }) => highWater, formatBytes),
  },
  {
    key: 'reserved',
    title: 'Reserved',
    room: 'wide narrow',
    cell: numberCell(({ reservedAtStart }) => reservedAtStart, formatBytes),
  },
  {
    key: 'attempts',
    title: 'Attempts',
    room: 'narrow',
    cell: numberCell(({ attempts }) => attempts, String),
  },
];

/** Every file of the batch, in a window of fixed height. */
export function FileList({ data }: { readonly data: PageData }): JSX.Element {
  const { files } = data;
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState('');
  const [order, setOrder] = useState<Order>({ key: 'file', isDown: false });
  const [selected, setSelected] = useState<number | null>(null);
  const statuses = useMemo(() => countsOf(files), [files]);
  const shown = useMemo(() => orderedFiles(files, order, { search, status }), [files, order, search, status]);
  const window = useWindow(shown.length);
  const field = useSearchKey();
  useEffect(
    () =>
      onSelect((task) => {
        setSelected(task);
        setSearch('');
        setStatus('');
        window.show(orderedFiles(files, order, { search: '', status: '' }).indexOf(task));
      }),
    [files, order],
  );
  return (
    <div class="files card">
      <div class="head">
        <input
          type="search"
          ref={field}
          placeholder="Search file names ( / )"
          aria-label="Search file names"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <select aria-label="Status" value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
          <option value="">{`all ${files.file.length}`}</option>
          {statuses.map(([name, count]) => (
            <option key={name} value={name}>
              {`${name.replaceAll('-', ' ')}: ${count}`}
            </option>
          ))}
        </select>
        <span role="status">{countText(shown.length, 'file')}</span>
      </div>
      <section
        class="window"
        ref={window.ref}
        onScroll={window.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
        aria-label="List of files"
      >
        <table aria-rowcount={shown.length + 1}>
          <colgroup>
            <col class="name" />
            <col class="status" />
            {NUMBERS.map(({ key, room }) => (
              <col key={key} class={`number ${room}`} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <Heading sort="file" title="File" order={order} setOrder={setOrder} classes="" />
              <Heading sort="status" title="Status" order={order} setOrder={setOrder} classes="" />
              {NUMBERS.map(({ key, title, room }) => (
                <Heading
                  key={key}
                  sort={key}
                  title={title}
                  order={order}
                  setOrder={setOrder}
                  classes={`number ${room}`}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer rows={window.from} />
            {Array.from(shown.subarray(window.from, window.until), (task, i) => (
              <FileRow
                key={task}
                files={files}
                task={task}
                row={window.from + i + 2}
                isSelected={task === selected}
              />
            ))}
            <Spacer rows={shown.length - window.until} />
          </tbody>
        </table>
        {window.isPrinting && shown.length > PRINTED && (
          <p class="placeholder">{`All ${countText(files.file.length, 'file')} are in report.json.`}</p>
        )}
      </section>
    </div>
  );
}

/** Statuses with their numbers of files, most frequent first. */
function countsOf({ status }: FileColumns): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const one of status) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

interface HeadingProps {
  readonly sort: SortKey;
  readonly title: string;
  readonly order: Order;
  readonly setOrder: (order: Order) => void;
  readonly classes: string;
}

function Heading({ sort, title, order, setOrder, classes }: HeadingProps): JSX.Element {
  const isSorted = order.key === sort;
  const mark = isSorted ? (order.isDown ? ' ↓' : ' ↑') : '';
  const sorted = isSorted ? (order.isDown ? 'descending' : 'ascending') : 'none';
  // The largest first is what people look for, except in names.
  const isDown = isSorted ? !order.isDown : sort !== 'file' && sort !== 'status' && sort !== 'start';
  return (
    <th scope="col" class={classes} aria-sort={sorted}>
      <button type="button" onClick={() => setOrder({ key: sort, isDown })}>
        {title}
        {mark}
      </button>
    </th>
  );
}

/** Columns that are there at any width: a cell over more of them would make room for those that are hidden. */
const ALWAYS = 4;

function Spacer({ rows }: { readonly rows: number }): JSX.Element | null {
  if (rows <= 0) return null;
  return (
    <tr class="spacer">
      <td colSpan={ALWAYS} style={{ height: `${rows * ROW}px` }} />
    </tr>
  );
}

const MARKS: Readonly<Record<string, string>> = {
  succeeded: '✓',
  incomplete: '▲',
  partial: '▲',
  suspect: '▲',
  unstable: '▲',
  'not-run': '▲',
};

interface FileRowProps {
  readonly files: FileColumns;
  readonly task: number;
  readonly row: number;
  readonly isSelected: boolean;
}

function FileRow({ files, task, row, isSelected }: FileRowProps): JSX.Element {
  const status = files.status[task] ?? '';
  const mark = MARKS[status] ?? '✕';
  const tone = mark === '✓' ? '' : mark === '▲' ? ' warn' : ' bad';
  const name = files.file[task] ?? '';
  return (
    <tr class={isSelected ? 'selected' : ''} aria-rowindex={row} onClick={() => select(task)}>
      <td class="file" title={name}>
        <Middle name={name} />
      </td>
      <td>
        <span class={`mark${tone}`} aria-hidden="true">
          {mark}
        </span>
        {` ${status.replaceAll('-', ' ')}`}
      </td>
      {NUMBERS.map(({ key, room, cell }) => (
        <td key={key} class={`number ${room}`}>
          {cell(files, task)}
        </td>
      ))}
    </tr>
  );
}

/** Characters at the end of a name that are always shown: they tell files apart. */
const END = 22;

function Middle({ name }: { readonly name: string }): JSX.Element {
  const cut = Math.max(0, name.length - END);
  return (
    <span class="middle">
      <span class="start">{name.slice(0, cut)}</span>
      <span class="end">{name.slice(cut)}</span>
    </span>
  );
}

interface Window {
  readonly ref: { current: HTMLElement | null };
  readonly from: number;
  readonly until: number;
  readonly isPrinting: boolean;
  readonly onScroll: () => void;
  readonly show: (row: number) => void;
}

/** The rows that are in the window; on paper the first ones, without the space of the others. */
function useWindow(count: number): Window {
  const ref = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const before = (): void => setPrinting(true);
    const after = (): void => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  const height = ref.current?.clientHeight ?? 552;
  const first = Math.max(0, Math.min(Math.floor(top / ROW) - SPARE, count - 1));
  const last = Math.min(count, Math.ceil((top + height) / ROW) + SPARE);
  return {
    ref,
    from: isPrinting ? 0 : first,
    until: isPrinting ? Math.min(count, PRINTED) : last,
    isPrinting,
    onScroll: () => setTop(ref.current?.scrollTop ?? 0),
    show: (row) => {
      requestAnimationFrame(() => {
        ref.current?.scrollIntoView({ block: 'nearest' });
        if (ref.current !== null) ref.current.scrollTop = Math.max(0, row * ROW - height / 2);
      });
    },
  };
}

/** `/` goes to the search field. */
function useSearchKey(): { current: HTMLInputElement | null } {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { target } = event;
      const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return field;
}

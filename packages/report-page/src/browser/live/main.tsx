import type { Figures } from '@ballast/reporting';
import { render } from 'preact';
import { Page } from '../../components/page.tsx';
import { shownName } from '../../components/text.ts';
import type { ComparedBatches } from '../../live/live-document.ts';
import { packFigures, unpackFigures } from '../../pack/page-data.ts';
import { whenText } from '../../page/when.ts';
import { followSystem } from '../colours.ts';
import { drawAll, mount } from '../drawings.tsx';
import { ThemeButton } from '../theme-button.tsx';
import { BatchList, type BatchListing } from './batch-list.tsx';
import { Compared } from './compared.tsx';
import { Controls } from './controls.tsx';
import { NoticeButton, noticesAreWanted, showNotices } from './notice-button.tsx';
import { type Moment, noticesOf } from './notices.ts';
import { followBatch, type Heard } from './stream.ts';
import { Strip } from './strip.tsx';

/** Time between two updates of what depends on the clock alone, in milliseconds. */
const CLOCK_EVERY = 1000;

function root(): HTMLElement {
  const app = document.getElementById('app');
  if (app === null) throw new Error('defect: the page has no place for the application');
  return app;
}

let drawnFigures: Figures | null = null;
let lastMoment: Moment | null = null;

function draw(batch: string, { document: heard, at, isConnected }: Heard): void {
  const { figures, now, folder, problem, control = null } = heard;
  const app = root();
  if (figures === undefined || now === undefined) {
    const why = problem ?? 'there is no journal yet';
    render(<Waiting words={`${shownName(folder ?? '')}: ${why}`} />, app);
    return;
  }
  const silence = Math.max(0, Date.now() - at);
  const controls = control === null ? null : <Controls now={now} batch={batch} control={control} />;
  const strip = <Strip now={now} silence={silence} isConnected={isConnected} controls={controls} />;
  render(
    <>
      <Page figures={figures} when={whenText(figures)} effectiveBatch={null} live={strip} />
      <footer class="live-footer">
        <NoticeButton />
        <a href="/batches">All batches on this machine</a>
      </footer>
    </>,
    app,
  );
  mount('theme', <ThemeButton />);
  if (drawnFigures !== figures) drawAll(unpackFigures(packFigures(figures)));
  drawnFigures = figures;
  showNotices(figures.batch.name, noticesOf(lastMoment, { figures, now }));
  lastMoment = { figures, now };
  tellInTitle(figures);
  document.documentElement.dataset.ready = 'yes';
}

function Waiting({ words }: { readonly words: string }): preact.JSX.Element {
  return (
    <main>
      <p class="card placeholder">{words}</p>
    </main>
  );
}

const ICONS = { good: '#11806F', look: '#B3261E', running: '#20508F' } as const;

/** What somebody sees who looks at another tab. */
function tellInTitle({ batch, headline, alerts }: Figures): void {
  const lasting = alerts.filter(({ until }) => until === null).length;
  const mark = lasting > 0 ? `(${lasting}) ` : '';
  document.title = `${mark}${shownName(batch.name)}: ${shownName(headline.sentence)}`;
  const colour = lasting > 0 ? ICONS.look : headline.tone === 'good' ? ICONS.good : ICONS.running;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="${colour}"/></svg>`;
  document.getElementById('icon')?.setAttribute('href', `data:image/svg+xml,${encodeURIComponent(svg)}`);
}

function showList(listing: BatchListing): void {
  document.title = 'Batches on this machine';
  render(<BatchList listing={listing} />, root());
  document.documentElement.dataset.ready = 'yes';
}

async function showCompared(first: string, second: string): Promise<void> {
  document.title = 'Two batches beside each other';
  const answer = await fetch(`/compared.json?${new URLSearchParams({ first, second })}`);
  const words = 'These batches are not in the list of batches any more.';
  const compared = answer.ok ? ((await answer.json()) as ComparedBatches) : null;
  render(compared === null ? <Waiting words={words} /> : <Compared compared={compared} />, root());
  document.documentElement.dataset.ready = 'yes';
}

function showBatch(batch: string): void {
  let last: Heard | null = null;
  followBatch({
    batch,
    isHeardHidden: noticesAreWanted,
    onHeard: (heard) => {
      last = heard;
      draw(batch, heard);
    },
  });
  setInterval(() => last !== null && draw(batch, last), CLOCK_EVERY);
}

/** The batch that the address names, or the only one; otherwise the list. */
async function start(): Promise<void> {
  const address = new URLSearchParams(location.search);
  const [first, second] = [address.get('first'), address.get('second')];
  if (first !== null && second !== null) return showCompared(first, second);
  const named = address.get('batch');
  if (named !== null) return showBatch(named);
  const answer = await fetch('/batches.json');
  const listing = (await answer.json()) as BatchListing;
  const [only, ...others] = listing.own;
  if (location.pathname === '/batches' || only === undefined || others.length > 0) showList(listing);
  else showBatch(only.id);
}

followSystem();
void start();

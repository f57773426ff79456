import type { Figures, KeyFigure } from '@ballast/reporting';
import type { JSX } from 'preact';
import { hasResults } from './results.tsx';
import { shown, shownName } from './text.ts';

/** The bar at the top, with links to the sections. */
export function Bar({ figures }: { readonly figures: Figures }): JSX.Element {
  return (
    <header class="bar">
      <div>
        <span class="brand">
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1v4M5.5 3.5h5M1 8h14a7 7 0 0 1-14 0z" fill="currentColor" stroke="currentColor" />
          </svg>
          Ballast
        </span>
        <span class="name">{shownName(figures.batch.name)}</span>
        <nav aria-label="Sections">
          {figures.look.length > 0 && <a href="#look">Look</a>}
          <a href="#time">Time</a>
          {figures.whatIf !== null && <a href="#what-if">What if</a>}
          {figures.says.predictedMemory !== '' && <a href="#predictions">Predictions</a>}
          {hasResults(figures.results) && <a href="#results">Results</a>}
          {figures.pictures.shown.length > 0 && <a href="#pictures">Pictures</a>}
          {figures.baseline !== null && <a href="#baseline">Baseline</a>}
          <a href="#files">Files</a>
          <a href="#about">About</a>
        </nav>
        <span id="theme" />
      </div>
    </header>
  );
}

/** How the batch went, and when and where it ran. */
export function Headline({
  figures,
  when,
}: {
  readonly figures: Figures;
  readonly when: string;
}): JSX.Element {
  const { headline } = figures;
  const [where = '', ...others] = headline.detail;
  return (
    <section aria-labelledby="headline">
      <Presented presentation={figures.presentation} />
      <h1 id="headline">{shown(headline.sentence)}</h1>
      <p class="detail">
        {shown(where)} {when !== '' && <span id="when">{when}. </span>}
        {shown(others.join(' '))}
      </p>
      <dl class={figures.keys.length > 6 ? 'keys card seven' : 'keys card'}>
        {figures.keys.map((key) => (
          <Key key={key.id} figure={key} />
        ))}
      </dl>
    </section>
  );
}

/** Whose report this is, as the batch file says. */
function Presented({ presentation }: { readonly presentation: Figures['presentation'] }): JSX.Element | null {
  if (presentation === null) return null;
  const { title, client, logo, notes } = presentation;
  return (
    <div class="presented">
      {logo !== null && <img class="logo" src={logo} alt="" />}
      {title !== null && <p class="title">{shown(title)}</p>}
      {client !== null && <p class="client">{shown(client)}</p>}
      {notes?.split(/\n\s*\n/).map((paragraph) => (
        <p class="notes" key={paragraph}>
          {shown(paragraph.trim().replaceAll(/\s*\n\s*/g, ' '))}
        </p>
      ))}
    </div>
  );
}

function Key({ figure }: { readonly figure: KeyFigure }): JSX.Element {
  const { label, value, unit, note, share, resource } = figure;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span class="value">
          {shown(value)}
          {unit !== '' && <small>{`\u00a0${unit}`}</small>}
        </span>
        {share !== null && resource !== null && <Meter share={share} resource={resource} />}
        <div class="note">{shown(note)}</div>
      </dd>
    </div>
  );
}

function Meter({ share, resource }: { readonly share: number; readonly resource: string }): JSX.Element {
  return (
    <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="all" width="100" height="4" />
      <rect class={resource} width={(100 * Math.min(1, Math.max(0, share))).toFixed(1)} height="4" />
    </svg>
  );
}

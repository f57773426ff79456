import { type ComponentChild, type JSX, render } from 'preact';
import { useState } from 'preact/hooks';
import { followSystem, isDark, setTheme } from './colours.ts';
import { decodeData } from './decode.ts';
import { FileList } from './file-list.tsx';
import { TimeCard } from './time-card.tsx';

/** A switch that is not remembered: pages opened from a file have no storage of their own. */
function ThemeButton(): JSX.Element {
  const [, setChosen] = useState(isDark());
  const toggle = (): void => {
    setTheme(isDark() ? 'light' : 'dark');
    setChosen(isDark());
  };
  return (
    <button type="button" class="button" aria-label="Light or dark" onClick={toggle}>
      ◐
    </button>
  );
}

function mount(id: string, child: ComponentChild): void {
  const place = document.getElementById(id);
  if (place === null) return;
  place.replaceChildren();
  render(child, place);
}

async function start(): Promise<void> {
  followSystem();
  mount('theme', <ThemeButton />);
  const data = await decodeData();
  mount('time-card', <TimeCard data={data} />);
  mount('file-list', <FileList data={data} />);
  document.documentElement.dataset.ready = 'yes';
}

start().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  const words = `This could not be drawn (${why}). Everything else on this page, the tables and report.json are complete.`;
  for (const id of ['time-card', 'file-list']) mount(id, <p class="card placeholder">{words}</p>);
});

import { followSystem } from './colours.ts';
import { decodeData } from './decode.ts';
import { drawAll, mount } from './drawings.tsx';
import { makeSortable } from './sortable.ts';
import { ThemeButton } from './theme-button.tsx';

async function start(): Promise<void> {
  followSystem();
  mount('theme', <ThemeButton />);
  drawAll(await decodeData());
  makeSortable();
  document.documentElement.dataset.ready = 'yes';
}

start().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  const words = `This could not be drawn (${why}). Everything else on this page, the tables and report.json are complete.`;
  for (const id of ['time-card', 'file-list']) mount(id, <p class="card placeholder">{words}</p>);
});

import { type ComponentChild, render } from 'preact';
import type { PageData } from '../pack/page-data.ts';
import { FileList } from './file-list.tsx';
import { TimeCard } from './time-card.tsx';

const drawn = new WeakSet<Element>();

/** Puts a component in the place of what is there; later calls update it. */
export function mount(id: string, child: ComponentChild): void {
  const place = document.getElementById(id);
  if (place === null) return;
  if (!drawn.has(place)) place.replaceChildren();
  drawn.add(place);
  render(child, place);
}

/** Draws what the page has only with scripts, in the places that its components left for it. */
export function drawAll(data: PageData): void {
  mount('time-card', <TimeCard data={data} />);
  mount('file-list', <FileList data={data} />);
}

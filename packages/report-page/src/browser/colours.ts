import { options } from 'preact';

/** The colours of the page as they are now, for drawings. */
export interface Colours {
  readonly card: string;
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly line: string;
  readonly hair: string;
  readonly storage: string;
  readonly cores: string;
  readonly memory: string;
  readonly seats: string;
  readonly waiting: string;
  readonly bad: string;
  /** Words on a band of a resource. */
  readonly onStorage: string;
  readonly onCores: string;
  readonly onMemory: string;
  readonly onSeats: string;
}

export function currentColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    card: of('card'),
    ink: of('ink'),
    soft: of('soft'),
    faint: of('faint'),
    line: of('line'),
    hair: of('hair'),
    storage: of('storage'),
    cores: of('cores'),
    memory: of('memory'),
    seats: of('seats'),
    waiting: of('waiting'),
    bad: of('bad'),
    onStorage: of('on-storage'),
    onCores: of('on-cores'),
    onMemory: of('on-memory'),
    onSeats: of('on-seats'),
  };
}

const listeners = new Set<() => void>();

/** Calls back whenever the colours of the page have changed; returns a function that ends that. */
export function onColours(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  for (const listener of listeners) listener();
}

/** `dark` or `light` if chosen, else as the system says. */
export function setTheme(theme: 'dark' | 'light' | null): void {
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  changed();
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
}

/** Paper is light: drawings keep the colours of the screen unless they are drawn again. */
export function followSystem(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  let before: 'dark' | 'light' | null = null;
  const { debounceRendering } = options;
  addEventListener('beforeprint', () => {
    // The browser takes the page as it is when this returns: what is rendered later is not on paper.
    options.debounceRendering = (render) => render();
    const { theme } = document.documentElement.dataset;
    before = theme === 'dark' || theme === 'light' ? theme : null;
    setTheme('light');
  });
  addEventListener('afterprint', () => {
    setTheme(before);
    if (debounceRendering === undefined) delete options.debounceRendering;
    else options.debounceRendering = debounceRendering;
  });
}

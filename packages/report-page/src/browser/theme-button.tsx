import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isDark, setTheme } from './colours.ts';

/** A switch that is not remembered: pages opened from a file have no storage of their own. */
export function ThemeButton(): JSX.Element {
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

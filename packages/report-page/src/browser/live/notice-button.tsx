import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { shownName } from '../../components/text.ts';

let areWanted = false;

/** Asks the browser for its permission: nobody is interrupted who did not want it. */
export function NoticeButton(): JSX.Element | null {
  const [answer, setAnswer] = useState(areWanted ? 'granted' : '');
  if (!('Notification' in globalThis)) return null;
  const ask = async (): Promise<void> => {
    const permission = await Notification.requestPermission();
    areWanted = permission === 'granted';
    setAnswer(permission);
  };
  return (
    <p class="notices">
      <button type="button" class="button" disabled={answer === 'granted'} onClick={() => void ask()}>
        Notices on the desktop
      </button>
      <output>{ANSWERS[answer] ?? ''}</output>
    </p>
  );
}

const ANSWERS: Readonly<Record<string, string>> = {
  granted: ' for alerts and at the end, as long as this page is open',
  denied: ' are not allowed by this browser',
  default: ' were not allowed',
};

export function noticesAreWanted(): boolean {
  return areWanted;
}

export function showNotices(name: string, notices: readonly string[]): void {
  if (!areWanted) return;
  for (const words of notices) new Notification(shownName(name), { body: shownName(words), tag: words });
}

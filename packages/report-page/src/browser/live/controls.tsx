import type { Now } from '@ballast/reporting';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

interface ControlsProps {
  readonly now: Now;
  readonly batch: string;
  /** Sent with each order: no other site has it. */
  readonly control: string;
}

/** What has to be typed before a batch is drained: it cannot be taken back. */
const CONFIRMATION = 'drain';
/** One step down of the memory budget. */
const LESS = 0.75;

/** Buttons that act on a batch that takes orders. */
export function Controls({ now, batch, control }: ControlsProps): JSX.Element | null {
  const [answer, setAnswer] = useState('');
  const [typed, setTyped] = useState('');
  if (now.state !== 'running') return null;
  const give = (order: object): void => {
    setAnswer('sent');
    send({ batch, order }, control).then(setAnswer, () => setAnswer('the dashboard does not answer'));
  };
  const isPaused = now.paused !== null;
  const budget = now.machine?.budget ?? null;
  return (
    <div class="live-controls">
      <button type="button" class="button" onClick={() => give({ what: isPaused ? 'unpause' : 'pause' })}>
        {isPaused ? 'Start files again' : 'Pause'}
      </button>
      {budget !== null && (
        <button
          type="button"
          class="button"
          onClick={() => give({ what: 'memory', most: Math.round(LESS * budget) })}
        >
          A quarter less memory
        </button>
      )}
      <button type="button" class="button" onClick={() => give({ what: 'memory', most: null })}>
        All its memory
      </button>
      <label>
        {`Type ${CONFIRMATION} to `}
        <input value={typed} size={6} onInput={(event) => setTyped(event.currentTarget.value)} />
      </label>
      <button
        type="button"
        class="button"
        disabled={typed !== CONFIRMATION || now.stopping !== null}
        onClick={() => give({ what: 'drain' })}
      >
        Drain
      </button>
      <output>{answer}</output>
    </div>
  );
}

async function send(asked: object, control: string): Promise<string> {
  const headers = { 'Content-Type': 'application/json', 'X-Ballast-Token': control };
  const answer = await fetch('/control', { method: 'POST', headers, body: JSON.stringify(asked) });
  const { problem } = (await answer.json()) as { readonly problem: string | null };
  return problem ?? 'done';
}

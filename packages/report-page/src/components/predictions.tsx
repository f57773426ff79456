import type { Says } from '@ballast/reporting';
import type { JSX } from 'preact';
import { shown } from './text.ts';

/** Measured against expected: in words here, drawn by scripts. */
export function PredictionsSection({ says }: { readonly says: Says }): JSX.Element | null {
  const words = [says.predictedMemory, says.predictedCompute].filter((text) => text !== '');
  if (words.length === 0) return null;
  return (
    <section aria-labelledby="predictions">
      <h2 id="predictions">Did the predictions hold</h2>
      <p class="says">{shown(words.join(' '))}</p>
      <div id="predictions-card">
        <p class="card placeholder">The drawings need scripts.</p>
      </div>
    </section>
  );
}

import type { Figures } from '@ballast/reporting';
import { countText } from '@ballast/text';
import type { JSX } from 'preact';
import { shown, shownName } from './text.ts';

/** Pictures that the tables made, as images: nothing in them runs. */
export function PicturesSection({
  pictures: { shown: all, leftOut },
}: Pick<Figures, 'pictures'>): JSX.Element {
  return (
    <section aria-labelledby="pictures">
      <h2 id="pictures">Pictures</h2>
      {leftOut > 0 && <p class="says">{countText(leftOut, 'further picture')} beside the tables.</p>}
      <div class="pictures">
        {all.map(({ name, title, caption, source }) => (
          <figure key={name} class="card">
            <img src={source} alt={shown(title)} loading="lazy" />
            <figcaption>
              {shown(caption)} <small>{shownName(name)}</small>
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}

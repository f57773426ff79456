import type { Picture } from '@ballast/results-model';
import { drawDistribution } from './distribution.ts';
import { drawGrid } from './grid.ts';
import { drawLines } from './lines.ts';
import { drawSurface } from './surface.ts';

/** The picture as SVG: one element, for a file of its own or for a page. Every name in it is escaped. */
export function drawPicture(shown: Picture): string {
  switch (shown.kind) {
    case 'lines':
      return drawLines(shown);
    case 'distribution':
      return drawDistribution(shown);
    case 'correlation':
    case 'heat-map':
      return drawGrid(shown);
    case 'surface':
      return drawSurface(shown);
  }
}

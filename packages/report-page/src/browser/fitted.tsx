import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Draws something at the width that it has, so that its letters keep their size. */
export function Fitted({
  children,
  paper = 640,
}: {
  readonly children: (width: number) => JSX.Element;
  /** Width on paper, which the browser does not tell in time. */
  readonly paper?: number;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => setWidth(Math.floor(place.current?.clientWidth ?? 0));
    measure();
    const observer = new ResizeObserver(measure);
    if (place.current !== null) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={place}>{width > 0 && children(Math.max(240, width || paper))}</div>;
}

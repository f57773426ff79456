import { followPage } from '@ballast/dashboard/testing';
import type { LiveDocument } from '@ballast/report-page';

/** What a page knows of a batch. */
export interface Seen {
  readonly kinds: readonly string[];
  until(such: (document: Partial<LiveDocument>) => boolean): Promise<Partial<LiveDocument>>;
  close(): void;
}

/** Follows a batch as its page does. */
export async function events(address: URL): Promise<Seen> {
  const kinds: string[] = [];
  let last: Partial<LiveDocument> = {};
  let check = (): void => undefined;
  const page = await followPage(address, (document, kind) => {
    kinds.push(kind);
    last = document;
    check();
  });
  return {
    kinds,
    until: (such) =>
      new Promise((done) => {
        check = () => {
          if (such(last)) done(last);
        };
        check();
      }),
    close: () => page.close(),
  };
}

/**
 * One line of the log: what a call did to the file system, in the order in which the calls of all processes returned. Paths
 * are absolute; `fd` names an open file across processes; `data` is base64.
 */
export type Effect =
  | {
      readonly op: 'open';
      readonly fd: string;
      readonly path: string;
      /** Whether writes go to the end, whatever the position. */
      readonly append: boolean;
      readonly truncated: boolean;
      /** Made by this call unless it was there. */
      readonly kind: 'file' | 'folder';
    }
  /** `at`: null for the position of the open file. */
  | { readonly op: 'write'; readonly fd: string; readonly at: number | null; readonly data: string }
  | { readonly op: 'truncate'; readonly fd: string; readonly size: number }
  /** What a file or folder contained when its sync began is on storage when it has ended. */
  | { readonly op: 'sync-begin'; readonly fd: string; readonly id: string }
  | { readonly op: 'sync-end'; readonly id: string }
  /** A file that was opened, written from its start (or at its end) and closed. */
  | {
      readonly op: 'put';
      readonly path: string;
      readonly how: 'replace' | 'over' | 'append';
      readonly data: string;
    }
  | { readonly op: 'mkdir'; readonly path: string }
  | { readonly op: 'rename'; readonly from: string; readonly to: string }
  | { readonly op: 'link'; readonly from: string; readonly to: string }
  | { readonly op: 'remove'; readonly path: string }
  /** A call was counted: for the one who counts. */
  | {
      readonly op: 'call';
      readonly role: Role;
      readonly n: number;
      readonly kind: CallKind;
      readonly path: string;
    }
  /** The call at which the machine lost power; nothing after this line happened. */
  | { readonly op: 'loss' };

export type Role = 'coordinator' | 'worker';

export type CallKind =
  | 'open'
  | 'read'
  | 'write'
  | 'sync'
  | 'truncate'
  | 'rename'
  | 'remove'
  | 'link'
  | 'mkdir'
  | 'stat'
  | 'readdir';

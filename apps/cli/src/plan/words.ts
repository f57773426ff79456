import type { Binding } from '@ballast/simulator';

export const BINDS: Readonly<Record<Binding, string>> = {
  storage: 'the storage has to deliver every byte',
  cores: 'the cores have to do all the computing',
  memory: 'the budget holds only so many files at a time',
  seats: 'only so many seats can be held',
  workers: 'only so many tasks may be in flight',
  task: 'one file takes as long',
};

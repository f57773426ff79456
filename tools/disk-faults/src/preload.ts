import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Injector } from './preload/injector.ts';
import { Recorder } from './preload/recorder.ts';
import { type Functions, replaceCallbacks, replacePromises, replaceSync } from './preload/replace.ts';
import { settingsOfThisProcess } from './preload/settings.ts';

const found = settingsOfThisProcess();
if (found !== null) {
  const before = { ...fs };
  const injector = new Injector(found.settings, found.role, {
    append: before.appendFileSync,
    claim: (file) => {
      try {
        before.writeFileSync(file, '', { flag: 'wx' });
        return true;
      } catch {
        return false;
      }
    },
  });
  const recorder = new Recorder(before);
  const tools = { injector, recorder };
  const functions = fs as unknown as Functions;
  replaceSync(functions, { ...tools, original: { ...functions } });
  replaceCallbacks(functions, { ...tools, original: { ...functions } });
  const promises = fs.promises as unknown as Functions;
  replacePromises(promises, { ...tools, original: { ...promises } });
  syncBuiltinESMExports();
}

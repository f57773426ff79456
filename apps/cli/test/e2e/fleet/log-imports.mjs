// Imported before everything else: writes the URL of every module that this process imports to the file IMPORT_LOG.
import { register } from 'node:module';

register('./log-imports-hooks.mjs', import.meta.url);

// Imported before everything else: this process does not keep its fence, so that a test can show what the fence is for.
import { register } from 'node:module';

register('./without-fence-hooks.mjs', import.meta.url);

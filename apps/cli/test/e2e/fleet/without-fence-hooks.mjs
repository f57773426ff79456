const MODULE = '/fleet/dist/core/member.js';
const FENCE = 'confirmed + config.fence';

export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.endsWith(MODULE)) return loaded;
  const text = String(loaded.source);
  if (text.split(FENCE).length !== 2) throw new Error(`the fence is not in ${url} as it was`);
  return { ...loaded, source: text.replace(FENCE, 'confirmed + 1e9') };
}

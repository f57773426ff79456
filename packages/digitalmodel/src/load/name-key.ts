/** Equal for names of the same file: on Windows, names that differ only in case. */
export function nameKey(name: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? name.toLowerCase() : name;
}

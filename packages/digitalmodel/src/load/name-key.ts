/** The same for names that lead to the same file: on Windows, those that differ in capital and small letters alone. */
export function nameKey(name: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? name.toLowerCase() : name;
}

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?$/i;
const FORBIDDEN = /[<>:"\\|?*\p{C}]/u;
const LONGEST_PART = 255;

/**
 * Whether a name with forward slashes stays inside the folder that it is relative to, on every system: no drive, no root, no way up, no
 * stream, no device, nothing that Windows takes for another name.
 */
export function isInside(name: string): boolean {
  return name.split('/').every(isPart);
}

function isPart(part: string): boolean {
  if (part === '' || part === '.' || part === '..' || part.length > LONGEST_PART) return false;
  return !FORBIDDEN.test(part) && !/[. ]$/.test(part) && !DEVICE.test(part);
}

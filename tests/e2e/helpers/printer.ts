/**
 * A print system of our own: cupsd with private folders and printers that lay every job into a
 * folder. It speaks over a local socket, needs no rights and leaves nothing on the machine.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptFolder } from '#tests/helpers/temp-folder.ts';
import { waitFor } from './app.ts';

export interface PrintedJob {
  /** Name of the printer in the system. */
  readonly queue: string;
  /** The document as it reached the printer. */
  readonly file: string;
  readonly title: string;
  readonly copies: number;
  /** What was asked of the printer, e.g. `Duplex=DuplexNoTumble`. */
  readonly options: readonly string[];
}

export interface PrintSystem {
  /** For the program that shall print here. */
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: () => readonly PrintedJob[];
  /** `label` is what people call it. */
  readonly addPrinter: (queue: string, label: string) => void;
  readonly makeDefault: (queue: string) => void;
  readonly stopPrinter: (queue: string) => void;
  readonly startPrinter: (queue: string) => void;
  /** It turns new jobs away. */
  readonly refuseJobs: (queue: string) => void;
  readonly acceptJobs: (queue: string) => void;
  readonly removePrinter: (queue: string) => void;
  readonly stop: () => Promise<void>;
}

/** The daemon is in no user's PATH. */
const daemon = ['/usr/sbin/cupsd', '/usr/bin/cupsd'].find((path) => existsSync(path));
const tools = ['lpadmin', 'cupsreject', 'cupsaccept', 'pdfinfo'];

/** Why there can be no print system here, or null. build/setup.mjs installs it where it may. */
export function noPrintSystem(): string | null {
  if (daemon === undefined) return 'there is no cupsd here (Debian: cups-daemon)';
  const missing = tools.find(
    (name) => spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${name}`]).status !== 0,
  );
  return missing === undefined ? null : `there is no ${missing} here (Debian: cups-client, poppler-utils)`;
}

export async function startPrintSystem(): Promise<PrintSystem> {
  if (daemon === undefined) throw new Error('there is no cupsd');
  const { base, remove } = keptFolder();
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? 'lp' : execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const group = asRoot ? 'lp' : execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  chmodSync(base, 0o755);
  const folder = (...name: string[]): string => {
    const path = join(base, ...name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const socket = join(base, 's');
  const basket = folder('jobs');
  // As root, cupsd gives jobs to an unprivileged user.
  chmodSync(basket, 0o777);
  const log = folder('log');
  writeBackend(join(folder('bin', 'backend'), 'basket'), basket);
  // With it cupsd starts what prints.
  symlinkSync('/usr/lib/cups/daemon', join(base, 'bin', 'daemon'));
  writeFileSync(join(base, 'driver.ppd'), driver);
  writeFileSync(join(base, 'cupsd.conf'), openToAll(socket));
  writeFileSync(
    join(base, 'files.conf'),
    [
      `ServerRoot ${folder('etc')}`,
      `ServerBin ${join(base, 'bin')}`,
      `RequestRoot ${folder('spool')}`,
      `TempDir ${folder('temp')}`,
      `CacheDir ${folder('cache')}`,
      `StateDir ${folder('state')}`,
      ...['Access', 'Error', 'Page'].map((name) => `${name}Log ${join(log, name.toLowerCase())}`),
      `User ${user}`,
      `Group ${group}`,
      `SystemGroup ${asRoot ? 'lpadmin' : 'root'}`,
    ].join('\n'),
  );
  const server = spawn(daemon, ['-f', '-c', join(base, 'cupsd.conf'), '-s', join(base, 'files.conf')], {
    stdio: 'ignore',
  });
  const env = { CUPS_SERVER: socket, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };
  const admin = (command: string, ...args: readonly string[]): void => {
    execFileSync(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  await waitFor(() => existsSync(socket), `the print system, which says: ${text(join(log, 'error'))}`);
  return {
    env,
    jobs: () => jobsIn(basket),
    addPrinter: (queue, label) =>
      admin('lpadmin', '-p', queue, '-E', '-D', label, '-v', `basket:${queue}`, '-P', join(base, 'driver.ppd')),
    makeDefault: (queue) => admin('lpadmin', '-d', queue),
    stopPrinter: (queue) => admin('cupsdisable', queue),
    startPrinter: (queue) => admin('cupsenable', queue),
    refuseJobs: (queue) => admin('cupsreject', queue),
    acceptJobs: (queue) => admin('cupsaccept', queue),
    removePrinter: (queue) => admin('lpadmin', '-x', queue),
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      remove();
    },
  };
}

const text = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** CUPS runs it for every job: number, user, title, copies, options and, where nothing filters, the file. */
function writeBackend(path: string, basket: string): void {
  writeFileSync(
    path,
    `#!/bin/sh
[ $# -eq 0 ] && exit 0
cd "${basket}" || exit 1
cat \${6:+"$6"} > "$1.pdf" || exit 1
printf '%s\\n' "$PRINTER" "$3" "$4" "$5" > "$1.part" && mv "$1.part" "$1.job"
`,
  );
  chmodSync(path, 0o755);
}

function jobsIn(basket: string): readonly PrintedJob[] {
  const names = readdirSync(basket).filter((name) => name.endsWith('.job'));
  return names
    .toSorted((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10))
    .map((name) => {
      const [queue = '', title = '', copies = '', options = ''] = readFileSync(join(basket, name), 'utf8').split('\n');
      const file = join(basket, name.replace(/job$/, 'pdf'));
      return { queue, file, title, copies: Number(copies), options: options.split(' ') };
    });
}

const openToAll = (socket: string): string => `
Listen ${socket}
WebInterface No
Browsing Off
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`;

/** A printer that takes PDF as it is, has A4 and turns the sheet. */
const driver = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "BASKET.PPD"
*Manufacturer: "Basket"
*Product: "(Basket)"
*ModelName: "Basket"
*ShortNickName: "Basket"
*NickName: "Basket"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*cupsVersion: 2.4
*cupsFilter: "application/pdf 0 -"
*OpenUI *PageSize: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/Double-Sided: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long Edge: ""
*Duplex DuplexTumble/Short Edge: ""
*CloseUI: *Duplex
`;

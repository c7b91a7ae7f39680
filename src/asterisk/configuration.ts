/** Renders asterisk-configs/ for one Asterisk. Pure but for `readTemplates`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MinibotError } from '../core/errors.ts';
import type { TrunkConfig } from '../core/config/schema.ts';
import { renderTemplate, type TemplateScope } from './template.ts';

export interface AsteriskFolders {
  readonly etcDir: string;
  readonly modulesDir: string;
  /** Holds `rest-api` and `sounds`. */
  readonly dataDir: string;
  readonly varLibDir: string;
  readonly spoolDir: string;
  readonly runDir: string;
  readonly logDir: string;
  readonly cacheDir: string;
}

export interface AsteriskSettings {
  readonly folders: AsteriskFolders;
  readonly ari: {
    readonly bindAddress: string;
    readonly port: number;
    readonly username: string;
    readonly password: string;
  };
  readonly rtp: { readonly start: number; readonly end: number };
  readonly sip: {
    readonly bindAddress: string;
    readonly udpPort: number;
    readonly tcpPort: number;
    readonly tlsPort: number;
    /** Public address, when this Asterisk stands behind address translation. */
    readonly externalAddress?: string | undefined;
    readonly localNets?: readonly string[];
    readonly caFile?: string;
  };
  readonly trunks: readonly TrunkConfig[];
  /** ISO 3166, decides what the dialplan lets through. */
  readonly country: string;
  readonly callTimeoutMs: number;
  readonly ringTimeoutMs: number;
  /** Modules on disk; undefined: take all that the template names. */
  readonly modules?: ReadonlySet<string>;
}

/** Templates by file name, `pjsip.conf` → text. */
export type Templates = ReadonlyMap<string, string>;

/**
 * Files that hold minibot's own settings. The others only keep Asterisk's start free of complaints, and a file of that name
 * that exists already is as good.
 */
export const ownFiles: ReadonlySet<string> = new Set([
  'modules.conf',
  'http.conf',
  'ari.conf',
  'pjsip.conf',
  'extensions.conf',
  'rtp.conf',
  'logger.conf',
]);

/** Files with passwords: mode 0600, the others 0640. */
export const secretFiles: ReadonlySet<string> = new Set(['ari.conf', 'pjsip.conf']);

/** The shipped templates; `src/asterisk` and `dist/asterisk` are equally deep. */
export async function readTemplates(dir = join(import.meta.dirname, '../../asterisk-configs')): Promise<Templates> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.conf')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  return new Map(names.map((name, index) => [name, texts[index] ?? '']));
}

/** Modules that modules.conf asks for. */
export function modulesOf(template: string): { readonly name: string; readonly optional: boolean }[] {
  return [...template.matchAll(/^load = (\S+\.so)(.*)$/gm)].map(([, name = '', rest = '']) => ({
    name,
    optional: rest.includes('optional'),
  }));
}

function onlyAvailable(text: string, modules: ReadonlySet<string> | undefined): string {
  if (modules === undefined) return text;
  return text.replaceAll(/^load = (\S+\.so)(.*)$/gm, (line, name: string) =>
    modules.has(name) ? line : `; not in this Asterisk: ${name}`,
  );
}

/**
 * What the dialplan lets through, as whole numbers. Emergency and short numbers (2 to 6 digits) match nothing anywhere.
 * France: numbering plan of Arcep (metropolitan 01–07 and 09, overseas +262, +590, +594, +596); 08 is special-rate and left out.
 */
export function dialPatterns(country: string): string[] {
  if (country === 'FR') {
    const prefixes = ['+33[1-79]XXXXXXXX', '0033[1-79]XXXXXXXX', '0[1-79]XXXXXXXX'];
    const overseas = ['262', '590', '594', '596'].flatMap((code) => [
      `+${code}[1-9]XXXXXXXX`,
      `00${code}[1-9]XXXXXXXX`,
    ]);
    return [...prefixes, ...overseas];
  }
  // E.164 has up to 15 digits; eight are the shortest whole numbers with a country code.
  return [8, 9, 10, 11, 12, 13, 14, 15].flatMap((digits) => [
    `+[1-9]${'X'.repeat(digits - 1)}`,
    `00[1-9]${'X'.repeat(digits - 1)}`,
  ]);
}

function check(ok: boolean, name: string, what: string): void {
  if (ok) return;
  throw new MinibotError('MB_ASTERISK_VALUE', `${name} is not ${what}.`, {
    hint: `Mend ${name} in minibot.yaml.`,
    exit: 'configuration',
  });
}

const hostAndPort = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?)(:\d{1,5})?$/i;
const sectionName = /^[a-z0-9][a-z0-9_.-]*$/i;

function trunkScope(trunk: TrunkConfig): TemplateScope {
  const at = `trunks.${trunk.name}`;
  const match = hostAndPort.exec(trunk.host);
  check(match !== null, `${at}.host`, 'a host name or address with an optional port');
  check(
    sectionName.test(trunk.endpoint) && !/^(global|system|transport-.*)$/.test(trunk.endpoint),
    `${at}.endpoint`,
    'a name of letters, digits, dots, dashes and underscores',
  );
  check(
    trunk.codecs.length > 0 && trunk.codecs.every((codec) => /^[a-z0-9]+$/.test(codec)),
    `${at}.codecs`,
    'a list of codec names (alaw, ulaw, g722 …)',
  );
  check(
    trunk.username === undefined || /^[^\s"<>@:;,?&=]+$/.test(trunk.username),
    `${at}.username`,
    'a SIP user name (no blanks, no "<>@:;,?&=)',
  );
  check(trunk.password === undefined || trunk.username !== undefined, `${at}.username`, 'given with the password');
  check(trunk.username === undefined || trunk.password !== undefined, `${at}.password`, 'given with the user name');
  check(
    trunk.callerId === undefined || /^(\+?\d{3,15}|("[^"<>]*"|[^"<>]*) ?<\+?\d{3,15}>)$/.test(trunk.callerId),
    `${at}.callerId`,
    'a number or `Name <number>`',
  );
  check(
    trunk.outboundProxy === undefined || hostAndPort.test(trunk.outboundProxy),
    `${at}.outboundProxy`,
    'a host name or address with an optional port',
  );
  const scheme = trunk.transport === 'tls' ? 'sips' : 'sip';
  const suffix = trunk.transport === 'udp' || trunk.transport === 'tls' ? '' : `;transport=${trunk.transport}`;
  const domain = trunk.fromDomain ?? match?.[1] ?? '';
  check(trunk.fromDomain === undefined || hostAndPort.test(trunk.fromDomain), `${at}.fromDomain`, 'a host name');
  return {
    name: trunk.name,
    endpoint: trunk.endpoint,
    transport: trunk.transport,
    codecs: trunk.codecs.join(','),
    username: trunk.username,
    password: trunk.password,
    fromDomain: trunk.username === undefined ? trunk.fromDomain : domain,
    callerId: trunk.callerId,
    outboundProxy: trunk.outboundProxy === undefined ? undefined : `${scheme}:${trunk.outboundProxy}${suffix};lr`,
    srtp: trunk.transport === 'tls',
    contactUri: `${scheme}:${trunk.host}${suffix}`,
    matchHost: match?.[1]?.replaceAll(/[[\]]/g, '') ?? '',
    qualifyS: trunk.qualifyS,
    registers: trunk.register && trunk.username !== undefined,
    serverUri: `${scheme}:${trunk.host}${suffix}`,
    clientUri: `${scheme}:${trunk.username ?? ''}@${domain}${suffix}`,
  };
}

/**
 * Every file of the configuration, by name. Nothing of a setting can leave its place: values are checked and escaped.
 * @throws MinibotError MB_ASTERISK_VALUE (which setting), MB_ASTERISK_TEMPLATE
 */
export function renderConfiguration(templates: Templates, settings: AsteriskSettings): Map<string, string> {
  const { sip, ari } = settings;
  check(sectionName.test(ari.username) && ari.username !== 'general', 'asterisk.ari.username', 'a plain name');
  check(ari.password.length > 0, 'asterisk.ari.password', 'set');
  check(/^[A-Z]{2}$/.test(settings.country), 'country', 'a two-letter country code');
  const used = new Set(['udp', ...settings.trunks.map((trunk) => trunk.transport)]);
  const ports = { udp: sip.udpPort, tcp: sip.tcpPort, tls: sip.tlsPort };
  const transports = (['udp', 'tcp', 'tls'] as const)
    .filter((protocol) => used.has(protocol))
    .map((protocol) => ({
      protocol,
      bind: `${sip.bindAddress}:${ports[protocol]}`,
      externalAddress: sip.externalAddress,
      localNets: (sip.localNets ?? []).map((localNet) => ({ localNet })),
      tls: protocol === 'tls',
      caFile: sip.caFile ?? '/etc/ssl/certs/ca-certificates.crt',
    }));
  const scope: TemplateScope = {
    ...settings.folders,
    ari: { ...ari },
    rtp: { ...settings.rtp },
    transports,
    trunks: settings.trunks.map(trunkScope),
    patterns: dialPatterns(settings.country).map((pattern) => ({ pattern })),
    callTimeoutS: Math.ceil(settings.callTimeoutMs / 1000),
    ringTimeoutS: Math.ceil(settings.ringTimeoutMs / 1000),
  };
  return new Map(
    [...templates].map(([name, template]) => {
      const text = renderTemplate(template, scope, name);
      return [name, name === 'modules.conf' ? onlyAvailable(text, settings.modules) : text];
    }),
  );
}

/** All that `minibot init` would write, decided before anything is touched. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import {
  ownFiles,
  readTemplates,
  renderConfiguration,
  secretFiles,
  type AsteriskSettings,
} from '../../asterisk/configuration.ts';
import { freeSipPort, freeTcpPort, sipPortFree, tcpPortFree } from '../../asterisk/free-ports.ts';
import { availableModules, type AsteriskInstallation } from '../../asterisk/installation.ts';
import { layoutOf, systemConfigDir, type AsteriskLayout } from '../../asterisk/layout.ts';
import { settingsOfConfig } from '../../asterisk/settings-of-config.ts';
import type { Config } from '../../core/config/schema.ts';
import { loadConfig } from '../load-config.ts';
import type { InitAnswers } from './answers.ts';
import { configurationText, type FirstValues } from './configuration-text.ts';
import { planFile, type PlannedFile, type WantedFile } from './planned-file.ts';

export interface InitPlan {
  /** Where minibot.yaml is or will be. */
  readonly configFile: string;
  readonly config: Config;
  /** Undefined without an Asterisk on this machine. */
  readonly layout: AsteriskLayout | undefined;
  readonly files: readonly PlannedFile[];
  /** Made when they are missing. */
  readonly folders: readonly string[];
}

export interface InitRequest {
  readonly configFile: string;
  readonly answers: InitAnswers;
  readonly installation: AsteriskInstallation | undefined;
  readonly env: NodeJS.ProcessEnv;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The usual ports for the distribution's Asterisk; for one of our own, others where those are taken. */
async function firstValues(request: InitRequest, root: string): Promise<FirstValues> {
  const { answers, installation } = request;
  const asked = answers.asteriskConfigDir;
  const system = installation === undefined || installation.origin === 'system';
  const configDir = asked === undefined ? (system ? systemConfigDir : join(root, 'var/asterisk/etc')) : resolve(asked);
  const layout = installation === undefined ? undefined : layoutOf(configDir, installation);
  const own = layout?.kind === 'own';
  const ariPort = !own || (await tcpPortFree(8088)) ? 8088 : await freeTcpPort();
  const sipPort = !own || (await sipPortFree(5060, '0.0.0.0')) ? 5060 : await freeSipPort('0.0.0.0');
  return {
    ariUrl: `http://127.0.0.1:${ariPort}`,
    ariPassword: randomBytes(24).toString('base64url'),
    configDir: withinRoot(configDir, root),
    soundsDir: withinRoot(layout?.soundsDir ?? '/usr/share/asterisk/sounds', root),
    sipPort,
  };
}

/** Paths below the configuration file are written relative to it, so that the folder can be moved. */
function withinRoot(path: string, root: string): string {
  const short = relative(root, path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}

/** The distribution runs Asterisk as a user of its own, who has to read what root writes. */
async function asteriskUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const passwd = (await readIfThere('/etc/passwd')) ?? '';
  const [, uid, gid] = /^asterisk:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

async function asteriskFiles(settings: AsteriskSettings, layout: AsteriskLayout): Promise<WantedFile[]> {
  const system = layout.kind === 'system';
  const owner = system ? await asteriskUser() : undefined;
  return [...renderConfiguration(await readTemplates(), settings)].map(([name, text]) => ({
    path: join(layout.folders.etcDir, name),
    text,
    mode: secretFiles.has(name) ? 0o600 : 0o640,
    // The distribution's asterisk.conf knows its folders better than we do.
    keep: system && !ownFiles.has(name),
    owner,
  }));
}

/**
 * Reads what is there, changes nothing.
 * @throws MinibotError MB_CONFIG_INVALID, MB_ASTERISK_VALUE, MB_INIT_FILE
 */
export async function planInit(request: InitRequest): Promise<InitPlan> {
  const configFile = resolve(request.configFile);
  const root = dirname(configFile);
  const before = await readIfThere(configFile);
  const text = configurationText(before, request.answers, await firstValues(request, root));
  const { config } = loadConfig({ file: configFile, text, env: request.env });
  const { installation } = request;
  const layout = installation === undefined ? undefined : layoutOf(config.asterisk.configDir, installation);
  const wanted: WantedFile[] = [{ path: configFile, text, mode: 0o600, keep: false }];
  if (installation !== undefined && layout !== undefined) {
    const settings = settingsOfConfig(config, layout, await availableModules(installation));
    wanted.push(...(await asteriskFiles(settings, layout)));
  }
  const files: PlannedFile[] = [];
  for (const file of wanted) files.push(await planFile(file));
  return { configFile, config, layout, files, folders: [config.paths.recordings, config.paths.transcripts] };
}

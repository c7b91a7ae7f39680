/** A real Asterisk for a test: its own folder, ports and passwords; gone when the test is. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trunkSchema, type TrunkConfig } from '../../src/core/config/schema.ts';
import { readTemplates, renderConfiguration, type AsteriskSettings } from '../../src/asterisk/configuration.ts';
import { freeRtpRange, freeSipPort, freeTcpPort } from '../../src/asterisk/free-ports.ts';
import { basicAuthorization } from '../../src/asterisk/ari-rest.ts';
import { availableModules, findAsterisk, type AsteriskInstallation } from '../../src/asterisk/installation.ts';
import { AsteriskInstance, foldersOf, type RunningAsterisk } from '../../src/asterisk/instance.ts';
import { silentLog } from './silent-log.ts';

export interface TestAsterisk extends RunningAsterisk {
  readonly instance: AsteriskInstance;
  readonly installation: AsteriskInstallation;
  readonly settings: AsteriskSettings;
  /** Again, with the same ports and password, after it was killed. */
  restart(): Promise<RunningAsterisk>;
  remove(): Promise<void>;
}

export interface TestAsteriskOptions {
  readonly trunks?: readonly TrunkConfig[];
  /** Trunk `loop` leads back to this very Asterisk, over SIP and RTP, into this dialplan. */
  readonly loop?: string;
  readonly extraModules?: readonly string[];
  /** Pretends that the installation lacks these. */
  readonly withoutModules?: readonly string[];
}

export async function requireAsterisk(): Promise<AsteriskInstallation> {
  const installation = await findAsterisk();
  if (installation === undefined) throw new Error('No Asterisk: run scripts/setup.sh, or set MINIBOT_ASTERISK_ROOT.');
  return installation;
}

export async function testAsterisk(options: TestAsteriskOptions = {}): Promise<TestAsterisk> {
  const installation = await requireAsterisk();
  const folder = await mkdtemp(join(tmpdir(), 'minibot-asterisk-'));
  const instance = new AsteriskInstance({ installation, folder, log: silentLog });
  const without = new Set(options.withoutModules);
  const modules = new Set([...(await availableModules(installation))].filter((name) => !without.has(name)));
  const port = await freeTcpPort();
  const sipPort = await freeSipPort();
  const ari = { url: `http://127.0.0.1:${port}`, username: 'minibot', password: randomBytes(12).toString('hex') };
  const settings: AsteriskSettings = {
    folders: foldersOf(folder, installation),
    ari: { bindAddress: '127.0.0.1', port, username: ari.username, password: ari.password },
    rtp: await freeRtpRange(400),
    sip: { bindAddress: '127.0.0.1', udpPort: sipPort, tcpPort: sipPort, tlsPort: sipPort + 1 },
    trunks: [
      ...(options.trunks ?? []),
      ...(options.loop === undefined
        ? []
        : [trunkSchema.parse({ name: 'loop', endpoint: 'loop', host: `127.0.0.1:${sipPort}`, qualifyS: 0 })]),
    ],
    country: 'FR',
    callTimeoutMs: 60_000,
    ringTimeoutMs: 20_000,
    modules,
  };
  const files = renderConfiguration(await readTemplates(), settings);
  const amend = (name: string, change: (text: string) => string) => files.set(name, change(files.get(name) ?? ''));
  for (const name of options.extraModules ?? []) amend('modules.conf', (text) => `${text}load = ${name}\n`);
  const { loop } = options;
  if (loop !== undefined)
    amend('extensions.conf', (text) => text.replace(/\[minibot-inbound\][\s\S]*$/, `[minibot-inbound]\n${loop}\n`));
  const remove = async () => {
    await instance.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const restart = () => instance.start(files, { ari, sipPort });
  try {
    const running = await restart();
    return { ...running, instance, installation, settings, restart, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** As an Asterisk whose extensions.conf is older than [minibot-amd]. */
export async function withoutAmdContext(ari: RunningAsterisk['ari'], work: () => Promise<void>): Promise<void> {
  const set = async (value: string) => {
    const response = await fetch(`${ari.url}/ari/asterisk/variable?variable=MINIBOT_AMD_CONTEXT&value=${value}`, {
      method: 'POST',
      headers: { authorization: basicAuthorization(ari.username, ari.password) },
    });
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  };
  await set('');
  try {
    await work();
  } finally {
    await set('1');
  }
}

/** The simulated phone network: a second Asterisk behind the PBX's trunk, on loopback. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readTemplates, renderConfiguration, type AsteriskSettings } from '../asterisk/configuration.ts';
import { freeRtpRange, freeTcpPort } from '../asterisk/free-ports.ts';
import { availableModules, type AsteriskInstallation } from '../asterisk/installation.ts';
import { AsteriskInstance, foldersOf, type RunningAsterisk } from '../asterisk/instance.ts';
import type { TrunkConfig } from '../core/config/schema.ts';
import { trunkSchema } from '../core/config/schema.ts';
import type { Log } from '../core/log.ts';

/** Application that every call of the network enters. */
export const labApp = 'lab';
const loopback = '127.0.0.1';

/** Ports for RTP: two a call. */
const rtpPorts = 800;

export interface PhoneNetworkOptions {
  readonly installation: AsteriskInstallation;
  readonly folder: string;
  /** Where the network takes calls; chosen beforehand, since the PBX's trunk must know it. */
  readonly sipPort: number;
  /** Where the PBX has its trunk. */
  readonly pbxSipPort: number;
  readonly log: Log;
}

/** The PBX's trunk to the network. */
export function trunkTo(networkSipPort: number): TrunkConfig {
  return trunkSchema.parse({ name: 'lab', endpoint: 'lab', host: `${loopback}:${networkSipPort}`, codecs: ['alaw'] });
}

/**
 * Starts it, or adopts the one that runs in the folder already.
 * @throws MinibotError MB_ASTERISK_START
 */
export async function startNetwork(options: PhoneNetworkOptions, signal?: AbortSignal): Promise<RunningAsterisk> {
  const { installation, folder, sipPort, pbxSipPort, log } = options;
  const instance = new AsteriskInstance({ installation, folder, log });
  const running = await instance.running();
  if (running !== undefined) return instance.start(new Map(), running, signal);
  const port = await freeTcpPort();
  const ari = { url: `http://${loopback}:${port}`, username: labApp, password: randomBytes(18).toString('base64url') };
  const modules = await availableModules(installation);
  const settings: AsteriskSettings = {
    folders: foldersOf(folder, installation),
    ari: { bindAddress: loopback, port, username: ari.username, password: ari.password },
    rtp: await freeRtpRange(rtpPorts),
    sip: { bindAddress: loopback, udpPort: sipPort, tcpPort: sipPort, tlsPort: sipPort + 1 },
    trunks: [trunkSchema.parse({ name: 'pbx', endpoint: 'pbx', host: `${loopback}:${pbxSipPort}`, codecs: ['alaw'] })],
    country: 'FR',
    callTimeoutMs: 600_000,
    ringTimeoutMs: 600_000,
    // Without a Reason header the PBX has the SIP code alone to go by, as with most providers.
    modules: new Set([...modules].filter((name) => name !== 'res_pjsip_rfc3326.so')),
  };
  return instance.start(renderConfiguration(await networkTemplates(), settings), { ari, sipPort }, signal);
}

async function networkTemplates(): Promise<ReadonlyMap<string, string>> {
  const folder = join(import.meta.dirname, '../../asterisk-configs');
  return new Map([...(await readTemplates(folder)), ...(await readTemplates(join(folder, 'network')))]);
}

/** The Asterisk under test: the one that a daemon of the lab controls. */
import { randomBytes } from 'node:crypto';
import { readTemplates, renderConfiguration, type AsteriskSettings } from '../asterisk/configuration.ts';
import { freeRtpRange, freeTcpPort } from '../asterisk/free-ports.ts';
import { availableModules, type AsteriskInstallation } from '../asterisk/installation.ts';
import { AsteriskInstance, type RunningAsterisk } from '../asterisk/instance.ts';
import type { Log } from '../core/log.ts';
import { trunkTo } from './network.ts';

const loopback = '127.0.0.1';
const rtpPorts = 800;

export interface PbxOptions {
  readonly installation: AsteriskInstallation;
  readonly folder: string;
  readonly sipPort: number;
  readonly networkSipPort: number;
  readonly log: Log;
}

/**
 * Starts it with the shipped templates, as `minibot init` writes them.
 * @throws MinibotError MB_ASTERISK_START
 */
export async function startPbx(options: PbxOptions, signal?: AbortSignal): Promise<RunningAsterisk> {
  const { installation, folder, sipPort, networkSipPort, log } = options;
  const instance = new AsteriskInstance({ installation, folder, log });
  const port = await freeTcpPort();
  const ari = {
    url: `http://${loopback}:${port}`,
    username: 'minibot',
    password: randomBytes(18).toString('base64url'),
  };
  const settings: AsteriskSettings = {
    folders: instance.folders,
    ari: { bindAddress: loopback, port, username: ari.username, password: ari.password },
    rtp: await freeRtpRange(rtpPorts),
    sip: { bindAddress: loopback, udpPort: sipPort, tcpPort: sipPort, tlsPort: sipPort + 1 },
    trunks: [trunkTo(networkSipPort)],
    country: 'FR',
    callTimeoutMs: 300_000,
    ringTimeoutMs: 60_000,
    modules: await availableModules(installation),
  };
  return instance.start(renderConfiguration(await readTemplates(), settings), { ari, sipPort }, signal);
}

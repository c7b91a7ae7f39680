/** From minibot's configuration to what Asterisk's templates need. */
import type { Config } from '../core/config/schema.ts';
import type { AsteriskSettings } from './configuration.ts';
import type { AsteriskLayout } from './layout.ts';

export function settingsOfConfig(
  config: Config,
  layout: AsteriskLayout,
  modules: ReadonlySet<string>,
): AsteriskSettings {
  const { ari, sip, rtp } = config.asterisk;
  const url = new URL(ari.url);
  return {
    folders: layout.folders,
    ari: {
      bindAddress: url.hostname === 'localhost' ? '127.0.0.1' : url.hostname.replaceAll(/[[\]]/g, ''),
      port: Number(url.port === '' ? '80' : url.port),
      username: ari.username,
      password: ari.password,
    },
    rtp,
    sip: {
      bindAddress: sip.bindAddress,
      udpPort: sip.port,
      tcpPort: sip.port,
      tlsPort: sip.tlsPort,
      externalAddress: sip.externalAddress,
      localNets: sip.localNets,
    },
    trunks: config.trunks,
    country: config.country,
    callTimeoutMs: config.dialing.callTimeoutMs,
    ringTimeoutMs: config.dialing.ringTimeoutMs,
    modules,
  };
}

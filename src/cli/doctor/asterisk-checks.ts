/** The Asterisk on this machine, the one behind ARI, and the trunks. */
import { amdModule, missingForAmd } from '../../asterisk/amd.ts';
import type { AriEndpoint } from '../../asterisk/ari-operations.ts';
import { AriRest } from '../../asterisk/ari-rest.ts';
import { modulesOf, readTemplates } from '../../asterisk/configuration.ts';
import { availableModules, findAsterisk, majorOf, oldestMajor } from '../../asterisk/installation.ts';
import type { Config, TrunkConfig } from '../../core/config/schema.ts';
import { failure, ok, skipped, warning, type Finding } from './check.ts';

async function neededModules(): Promise<{ required: string[]; optional: string[] }> {
  const modules = modulesOf((await readTemplates()).get('modules.conf') ?? '');
  return {
    required: modules.filter(({ optional }) => !optional).map(({ name }) => name),
    optional: modules.filter(({ optional }) => optional).map(({ name }) => name),
  };
}

/** An Asterisk on another machine needs none here. */
export async function checkProgram(config: Config): Promise<Finding> {
  const installation = await findAsterisk();
  if (installation === undefined) {
    const { hostname } = new URL(config.asterisk.ari.url);
    if (!/^(127\.|localhost$|\[::1\])/.test(hostname)) return ok(`none here; ARI is on ${hostname}`);
    return failure(
      `no Asterisk ${oldestMajor} or newer on this machine`,
      'Install it, or run scripts/setup.sh, which fetches one into a cache folder.',
      'asterisk',
    );
  }
  const available = await availableModules(installation);
  const missing = (await neededModules()).required.filter((name) => !available.has(name));
  const detail = `${installation.version}, ${installation.origin === 'system' ? 'of the system' : 'of our own'}`;
  if (missing.length === 0) return ok(detail);
  return failure(`${detail}; not on disk: ${missing.join(', ')}`, 'Install the package asterisk-modules.', 'asterisk');
}

/** The checks that talk to Asterisk share one login; when it fails, one of them says so and the others are left out. */
export class AsteriskChecks {
  readonly #config: Config;
  #rest: Promise<AriRest> | undefined;

  constructor(config: Config) {
    this.#config = config;
  }

  #open(): Promise<AriRest> {
    this.#rest ??= (async () => {
      const rest = new AriRest(this.#config.asterisk.ari);
      await rest.open();
      return rest;
    })();
    return this.#rest;
  }

  async #opened(): Promise<AriRest | undefined> {
    return this.#rest === undefined ? undefined : this.#rest.catch(() => undefined);
  }

  async login(): Promise<Finding> {
    const rest = await this.#open();
    const { version } = await rest.asteriskInfo();
    const { url, username } = this.#config.asterisk.ari;
    const detail = `Asterisk ${version} at ${url}, as ${username}`;
    const major = majorOf(version);
    if (major !== 0 && major < oldestMajor) {
      return failure(detail, `Bring Asterisk to version ${oldestMajor} or newer.`, 'asterisk');
    }
    const { hostname } = new URL(url);
    if (new URL(url).protocol === 'http:' && !/^(127\.|localhost$|\[::1\])/.test(hostname)) {
      return warning(
        `${detail}, over the network in the clear`,
        'Use https, or a tunnel: whoever reads it can place calls.',
      );
    }
    return ok(detail);
  }

  async modules(): Promise<Finding> {
    const rest = await this.#opened();
    if (rest === undefined) return skipped('no login to ARI');
    const loaded = await rest.listModules();
    const { required } = await neededModules();
    const missing = required.filter((name) => loaded.get(name) !== 'Running');
    if (missing.length > 0) {
      return failure(
        `not running: ${missing.join(', ')}`,
        'Load them in modules.conf (`minibot init` writes one) and restart Asterisk.',
        'asterisk',
      );
    }
    const { transport } = this.#config.asterisk.media;
    const socket = loaded.get('chan_websocket.so') === 'Running';
    if (transport === 'websocket' && !socket) {
      return failure(
        'asterisk.media.transport is websocket, and chan_websocket is not running',
        'Set it to auto, or use Asterisk 20.16, 21.11, 22.6 or newer.',
        'asterisk',
      );
    }
    return ok(`${required.length} needed ones run; sound over ${socket && transport !== 'rtp' ? 'WebSocket' : 'RTP'}`);
  }

  async amd(): Promise<Finding> {
    const { enabled, asteriskAmd } = this.#config.answerDetection;
    if (!enabled || asteriskAmd === 'off') return ok('not asked (answerDetection.asteriskAmd is off)');
    const rest = await this.#opened();
    if (rest === undefined) return skipped('no login to ARI');
    const missing = await missingForAmd(rest, (await rest.listModules()).get(amdModule) === 'Running');
    if (missing === undefined) return ok('listens to each answered call, as a hint');
    return warning(
      `answerDetection.asteriskAmd is hint, but ${missing}: calls go on without it`,
      'Run `minibot init`, which writes modules.conf, amd.conf and extensions.conf, and restart Asterisk; or set it to off.',
    );
  }

  async trunks(): Promise<Finding> {
    const { trunks } = this.#config;
    if (trunks.length === 0) {
      return warning('none', 'Name your provider: minibot init --trunk-host … (the lab needs none).');
    }
    const rest = await this.#opened();
    if (rest === undefined) return skipped('no login to ARI');
    const endpoints = await rest.listEndpoints();
    const findings = trunks.map((trunk) => trunkFinding(trunk, endpoints));
    const worst =
      findings.find(({ status }) => status === 'failure') ?? findings.find(({ status }) => status === 'warning');
    const detail = findings.map((finding) => finding.detail).join('; ');
    return worst === undefined ? ok(detail) : { ...worst, detail };
  }

  async close(): Promise<void> {
    (await this.#opened())?.close();
  }
}

/** `online` is what OPTIONS found; without them (qualifyS 0) nobody knows. */
function trunkFinding(trunk: TrunkConfig, endpoints: readonly AriEndpoint[]): Finding {
  const found = endpoints.find(({ technology, resource }) => technology === 'PJSIP' && resource === trunk.endpoint);
  const { name, host } = trunk;
  if (found === undefined) {
    return failure(
      `${name}: Asterisk has no endpoint ${trunk.endpoint}`,
      'Run `minibot init` to write pjsip.conf, and restart Asterisk.',
      'asterisk',
    );
  }
  if (found.state === 'online') return ok(`${name}: ${host} answers`);
  if (trunk.qualifyS === 0) return ok(`${name}: configured; whether ${host} answers is not watched (qualifyS 0)`);
  return failure(
    `${name}: ${host} does not answer`,
    'See to the address, the firewall and the login; some providers answer no OPTIONS: then set qualifyS to 0 for this trunk.',
    'asterisk',
  );
}

import { amdModule, askAmd, missingForAmd } from '../../asterisk/amd.ts';
import type { AriConnection } from '../../asterisk/ari-connection.ts';
import type { AmdHint } from '../../core/call/amd-hint.ts';
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';

/** Asks Asterisk's AMD() about answered calls, where that is wanted and can be. The calls themselves never wait for it. */
export class AmdHints {
  readonly #ari: AriConnection;
  readonly #config: Config;
  readonly #log: Log;
  /** Said once, not for every call; again when it has changed. */
  #told: string | undefined;

  constructor(options: { ari: AriConnection; config: Config; log: Log }) {
    this.#ari = options.ari;
    this.#config = options.config;
    this.#log = options.log;
  }

  /**
   * Never rejects.
   * @param signal fired when the call is over: its extra channel is then gone when this settles
   */
  async ask(callId: string, signal: AbortSignal): Promise<AmdHint | undefined> {
    const { enabled, asteriskAmd, amd } = this.#config.answerDetection;
    if (!enabled || asteriskAmd === 'off') return undefined;
    try {
      const missing = await missingForAmd(this.#ari, await this.#ari.hasModule(amdModule));
      if (missing !== undefined) {
        this.#tell(missing);
        return undefined;
      }
      this.#told = undefined;
      const { app } = this.#config.asterisk.ari;
      return await askAmd({ ari: this.#ari, channelId: callId, app, parameters: amd, signal });
    } catch (error) {
      // A call that ended at this moment has no channel to listen in on.
      if (!signal.aborted) this.#log.info({ callId, err: error }, 'AMD() could not be asked');
      return undefined;
    }
  }

  #tell(missing: string): void {
    if (this.#told === missing) return;
    this.#told = missing;
    this.#log.warn(
      { missing },
      'answerDetection.asteriskAmd is hint, but AMD() cannot be asked: calls go on without. Run `minibot init` and restart Asterisk',
    );
  }
}

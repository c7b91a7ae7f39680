/** The Asterisk that `minibot init` made in a folder of its own, for the commands that start and stop it. */
import { findAsterisk } from '../asterisk/installation.ts';
import { AsteriskInstance } from '../asterisk/instance.ts';
import { layoutOf } from '../asterisk/layout.ts';
import type { Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

/** @throws MinibotError MB_ASTERISK_MISSING, MB_ASTERISK_FOREIGN */
export async function ownAsterisk(config: Config, log: Log): Promise<AsteriskInstance> {
  const installation = await findAsterisk();
  if (installation === undefined) {
    throw new MinibotError('MB_ASTERISK_MISSING', 'There is no Asterisk 18 or newer on this machine.', {
      hint: 'Run scripts/setup.sh: it fetches one into a cache folder.',
      exit: 'asterisk',
    });
  }
  const { folder } = layoutOf(config.asterisk.configDir, installation);
  if (folder === undefined) {
    throw new MinibotError('MB_ASTERISK_FOREIGN', 'Asterisk is run by this system: it is not ours to start or stop.', {
      hint: 'systemctl restart asterisk',
      exit: 'usage',
    });
  }
  return new AsteriskInstance({ installation, folder, log });
}

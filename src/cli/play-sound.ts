import { access } from 'node:fs/promises';
import { execa } from 'execa';
import { MinibotError } from '../core/errors.ts';

/** Programs that play a WAV file, the first that is there is used. */
const players: readonly (readonly [command: string, ...args: string[]])[] = [
  ['play', '-q'],
  ['ffplay', '-nodisp', '-autoexit', '-loglevel', 'error'],
  ['aplay', '-q'],
  ['afplay'],
];

/** @throws MinibotError MB_SOUND_MISSING when the file is not on this machine, MB_NO_PLAYER, MB_PLAYER */
export async function playSound(file: string): Promise<void> {
  try {
    await access(file);
  } catch (error) {
    throw new MinibotError('MB_SOUND_MISSING', `The recording ${file} is not on this machine.`, {
      hint: 'Recordings lie on the machine of the daemon that made the call.',
      cause: error,
    });
  }
  for (const [command, ...args] of players) {
    const { exitCode, code, stderr } = await execa(command, [...args, file], { reject: false, stdin: 'ignore' });
    if (code === 'ENOENT') continue;
    if (exitCode === 0) return;
    throw new MinibotError('MB_PLAYER', `${command} could not play it: ${stderr.split('\n')[0] ?? ''}`, {
      hint: `The file is ${file}: copy it to a machine with a sound card, or take --path.`,
    });
  }
  throw new MinibotError('MB_NO_PLAYER', 'No program that plays sound was found.', {
    hint: 'Install sox (play), or take the file: --path prints where it is.',
  });
}

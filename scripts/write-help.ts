/**
 * Writes down what `--help` says of every command and topic, so that it is said without loading them (src/cli/quick-answer.ts).
 * Needs FORCE_COLOR=1 in its environment: colours are taken out again where they are not wanted.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core';
import MinibotHelp from '../src/cli/help.ts';
import { helpColumns } from '../src/cli/quick-answer.ts';

let said = '';
class WrittenHelp extends MinibotHelp {
  protected override log(...lines: string[]): void {
    said += `${lines.join(' ')}\n`;
  }
}

const config = await Config.load({ root: fileURLToPath(new URL('..', import.meta.url)) });
// What some defaults are is only known on the machine that asks.
const commands = config.commands.filter(({ hidden, hasDynamicHelp }) => !hidden && !hasDynamicHelp);
const topics = config.topics.map(({ name }) => name).filter((name) => config.findCommand(name) === undefined);
const texts: [string, string][] = [];
for (const id of ['', ...commands.map(({ id }) => id), ...topics]) {
  said = '';
  await new WrittenHelp(config, { maxWidth: helpColumns }).showHelp(id === '' ? [] : id.split(':'));
  texts.push([id, said]);
}
writeFileSync(new URL('../dist/cli/help.json', import.meta.url), JSON.stringify(Object.fromEntries(texts)));

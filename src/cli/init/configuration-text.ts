/** The text of minibot.yaml: a new one, or the old one with what was asked for changed in place. Pure. */
import { Document, isMap, isSeq, parseDocument } from 'yaml';
import type { InitAnswers } from './answers.ts';

/** Chosen once, at the first init, and kept. */
export interface FirstValues {
  readonly ariUrl: string;
  readonly ariPassword: string;
  readonly configDir: string;
  readonly soundsDir: string;
  readonly sipPort: number;
}

const fresh = `# minibot's configuration, written by \`minibot init\`. It holds passwords: keep it to yourself.
# Every other value has a default (docs/configuration.md), and MINIBOT_… in the environment goes before what stands here.
# Paths are relative to this file.
`;

function setIfAbsent(document: Document, path: readonly string[], value: unknown): void {
  if (!document.hasIn(path)) document.setIn(path, value);
}

function setIfGiven(document: Document, path: readonly string[], value: unknown): void {
  if (value !== undefined) document.setIn(path, value);
}

function setTrunk(document: Document, trunk: NonNullable<InitAnswers['trunk']>): void {
  const given = Object.entries({ endpoint: trunk.name, ...trunk }).filter(([, value]) => value !== undefined);
  if (!isSeq(document.get('trunks'))) document.set('trunks', document.createNode([]));
  const trunks = document.get('trunks');
  if (!isSeq(trunks)) return;
  const at = trunks.items.findIndex((item) => isMap(item) && item.get('name') === trunk.name);
  if (at < 0) {
    trunks.add(document.createNode(Object.fromEntries([['name', trunk.name], ...given])));
    return;
  }
  for (const [key, value] of given) {
    // An endpoint of one's own choice stays.
    if (key === 'endpoint' && document.hasIn(['trunks', at, 'endpoint'])) continue;
    document.setIn(['trunks', at, key], value);
  }
}

/** @param before text of the file that is there; its comments and other values stay */
export function configurationText(before: string | undefined, answers: InitAnswers, first: FirstValues): string {
  const parsed = parseDocument(before ?? '');
  const document: Document = parsed.contents === null ? new Document({}) : parsed;
  // No mapping, or not YAML at all: whoever reads it says what is wrong.
  if (!isMap(document.contents) || parsed.errors.length > 0) return before ?? '';
  if (before === undefined) document.commentBefore = fresh.trimEnd().replaceAll(/^# ?/gm, ' ');
  if (before === undefined || answers.country !== undefined) document.set('country', answers.country ?? 'FR');
  setIfGiven(document, ['database', 'url'], answers.databaseUrl);
  setIfAbsent(document, ['asterisk', 'ari', 'url'], first.ariUrl);
  setIfAbsent(document, ['asterisk', 'ari', 'password'], first.ariPassword);
  setIfAbsent(document, ['asterisk', 'configDir'], first.configDir);
  setIfAbsent(document, ['asterisk', 'soundsDir'], first.soundsDir);
  if (answers.asteriskConfigDir !== undefined) {
    document.setIn(['asterisk', 'configDir'], first.configDir);
    document.setIn(['asterisk', 'soundsDir'], first.soundsDir);
  }
  if (first.sipPort !== 5060) setIfAbsent(document, ['asterisk', 'sip', 'port'], first.sipPort);
  setIfGiven(document, ['asterisk', 'sip', 'externalAddress'], answers.externalAddress);
  setIfGiven(document, ['asterisk', 'sip', 'localNets'], answers.localNets);
  if (answers.trunk !== undefined) setTrunk(document, answers.trunk);
  return document.toString({ lineWidth: 0 });
}

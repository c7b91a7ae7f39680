/**
 * From the phrases found in a reply, in order, to one intent. The rules of docs/labels.md for mixed replies stand here, one
 * function each, in the order in which they are asked.
 */
import type { Cue } from './cues.ts';
import type { Act, PhraseGroup } from './lexicon.ts';
import type { Intent, QuestionTopic } from './reading.ts';

/** A cue with its meaning, negation taken into account. */
export interface Said {
  readonly act: Act;
  readonly weight: number;
  readonly topic: QuestionTopic | undefined;
  /** Of an operator's own lexicon. */
  readonly own: boolean;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Decision {
  readonly intent: Intent;
  readonly confidence: number;
  readonly because: readonly Said[];
}

const plainWeight = 0.95;

export function saidBy(cues: ReadonlyArray<Cue<PhraseGroup>>): Said[] {
  return cues.map(({ group, negated, asked, text, from, to }) => ({
    act: negated ? (group.negated ?? 'nothing') : asked ? (group.asked ?? group.act) : group.act,
    weight: group.weight ?? plainWeight,
    topic: negated ? undefined : group.topic,
    own: group.own === true,
    text,
    from,
    to,
  }));
}

const yesActs: readonly Act[] = ['yes', 'agree', 'interest', 'go_on', 'fact_yes'];

class Reply {
  readonly said: readonly Said[];
  constructor(said: readonly Said[]) {
    this.said = said;
  }
  all(...acts: Act[]): Said[] {
    return this.said.filter(({ act }) => acts.includes(act));
  }
  has(...acts: Act[]): boolean {
    return this.said.some(({ act }) => acts.includes(act));
  }
  last(...acts: Act[]): number {
    return this.said.findLastIndex(({ act }) => acts.includes(act));
  }
  first(...acts: Act[]): number {
    return this.said.findIndex(({ act }) => acts.includes(act));
  }
  /** Whether one of `acts` is said somewhere after position `index`. */
  after(index: number, ...acts: Act[]): boolean {
    return this.said.slice(index + 1).some(({ act }) => acts.includes(act));
  }
}

function decided(intent: Intent, because: readonly Said[], factor = 1): Decision {
  const strongest = Math.max(...because.map(({ weight }) => weight), 0);
  return { intent, confidence: Math.min(1, strongest * factor), because };
}

/** An opposition wins over everything. */
function opposition(reply: Reply): Decision | undefined {
  const plainly = reply.all('opt_out');
  if (plainly.length > 0) return decided('opt_out', plainly, 1.04);
  const hints = reply.all('opt_out_hint');
  const firm = hints.some(({ weight }) => weight >= 0.85);
  if (hints.length > 0 && !reply.has('question', 'call_later', 'when', 'human') && (firm || !reply.has('refusal'))) {
    return decided('opt_out', hints);
  }
  return undefined;
}

/** The wrong person, and the wish for a person, beat a callback and a question. */
function people(reply: Reply): Decision | undefined {
  const human = reply.has('refusal') ? reply.all('human') : reply.all('human', 'human_hint');
  const wrong = reply.all('wrong_person');
  if (human.length > 0 && reply.last('human', 'human_hint') > reply.last('wrong_person'))
    return decided('human_request', human);
  if (wrong.length > 0) return decided('wrong_person', wrong);
  return undefined;
}

/** « rappelez ce soir » beats a plain no and interest; a refusal said after it, or beside mere busyness, beats it. */
function later(reply: Reply): Decision | undefined {
  const asked = reply.all('call_later');
  const leaves = reply.has('farewell') && reply.last('no', 'disagree') > reply.last('busy', 'call_later', 'when');
  const refusedAt = leaves ? reply.last('farewell') : reply.last('refusal', 'insult');
  if (asked.length > 0 && reply.last('call_later') > refusedAt)
    return decided('callback', [...asked, ...reply.all('when')]);
  if (refusedAt >= 0) return undefined;
  const busy = reply.all('busy');
  if (asked.length > 0 || busy.length > 0) {
    if (reply.last('agree', 'interest', 'go_on') > reply.last('busy', 'call_later') && !reply.has('when'))
      return undefined;
    // « je peux pas vous répondre, c'est mon fils qui s'occupe de ça »
    if (asked.length === 0 && reply.last('unsure') > reply.last('busy') && !reply.has('when')) return undefined;
    // « allez-y mais vite, je suis pressé »
    if (asked.length === 0 && reply.has('go_on')) return undefined;
    return decided('callback', [...asked, ...busy, ...reply.all('when')], asked.length > 0 ? 1 : 0.97);
  }
  const when = reply.all('when');
  if (when.length === 0) return undefined;
  // « ça me va mardi à dix heures » agrees; « oui, demain matin » too.
  if (reply.has('interest')) return decided('callback', when);
  // « non, demain si vous voulez »
  if (reply.has('no') && reply.last('when') > reply.last('no') && !reply.has('go_on')) return decided('callback', when);
  // « volontiers, mais demain »
  if (reply.has('but') && reply.last('when') > reply.last('but') && !reply.has('unsure', 'question', 'fact_no'))
    return decided('callback', when);
  if (reply.has('agree', 'go_on', 'fact_yes', 'fact_no', 'question', 'unsure', 'repeat')) return undefined;
  return decided('callback', when);
}

/** A refusal of the call stands unless something positive replaces it afterwards. */
function refusal(reply: Reply): Decision | undefined {
  const refusals = reply.all('refusal');
  const at = reply.last('refusal');
  if (at >= 0) {
    const revoked = reply.after(at, 'correction', 'but') && reply.after(at, 'agree', 'interest', 'go_on');
    if (revoked || (reply.after(at, 'interest', 'go_on') && reply.after(at, 'yes', 'correction'))) return undefined;
    if (reply.after(at, 'unsure') && reply.after(at, 'but')) return undefined;
    return decided('not_interested', refusals);
  }
  if (reply.has('insult') && !reply.has('question', 'repeat', 'agree', 'interest', 'go_on', 'call_later')) {
    return decided('not_interested', reply.all('insult'));
  }
  // « non, bonne journée » ends the call; « merci, au revoir » too.
  const farewells = reply.all('farewell');
  if (farewells.length === 0) return undefined;
  if (reply.has('no', 'disagree')) return decided('not_interested', [...reply.all('no', 'disagree'), ...farewells]);
  if (!reply.has(...yesActs, 'question', 'repeat', 'unsure', 'thinking'))
    return decided('not_interested', farewells, 0.85);
  return undefined;
}

/** A question after a clear yes or no does not change it; after a bare « oui » it is the reply. */
function question(reply: Reply): Decision | undefined {
  const asked = reply.all('question');
  if (asked.length === 0) return undefined;
  const before = reply.said.slice(0, reply.first('question'));
  const clear = before.some(({ act }) => ['interest', 'go_on', 'fact_yes', 'no', 'disagree', 'fact_no'].includes(act));
  // « d'accord, c'est combien » has agreed; « d'accord, mais c'est combien » has not yet.
  const agreed = before.some(({ act }) => act === 'agree') && !before.some(({ act }) => act === 'but');
  if (clear || agreed) return undefined;
  const settledAfter = reply.after(reply.last('question'), 'agree', 'no', 'disagree', 'interest', 'go_on', 'yes');
  if (settledAfter) return undefined;
  return decided('question', asked);
}

function repeat(reply: Reply): Decision | undefined {
  const asked = reply.all('repeat');
  if (asked.length === 0) return undefined;
  const at = reply.last('repeat');
  if (reply.after(at, ...yesActs.filter((act) => act !== 'yes'), 'no', 'disagree', 'unsure')) return undefined;
  if (reply.after(at, 'yes') && !reply.after(at, 'hello', 'greeting')) return undefined;
  if (reply.first('agree', 'interest') >= 0 && reply.first('agree', 'interest') < at) return undefined;
  return decided('repeat', asked);
}

/** Yes and no: what is said last stands, explicit words over mere facts; hesitation yields to both. */
function yesOrNo(reply: Reply): Decision | undefined {
  const explicitYes: readonly Act[] = ['yes', 'agree', 'interest', 'go_on'];
  const explicitNo: readonly Act[] = ['no', 'disagree'];
  const yes = reply.all(...explicitYes);
  const no = reply.all(...explicitNo);
  const lastYes = reply.last(...explicitYes);
  const lastNo = reply.last(...explicitNo);
  const unsureAt = reply.last('unsure');
  if (yes.length === 0 && no.length === 0) {
    const facts = reply.all('fact_yes', 'fact_no');
    if (unsureAt >= 0) return decided('unsure', reply.all('unsure'));
    const fact = facts[0];
    if (fact === undefined) return undefined;
    return decided(
      fact.act === 'fact_yes' ? 'affirm' : 'deny',
      facts.filter(({ act }) => act === fact.act),
    );
  }
  if (unsureAt > Math.max(lastYes, lastNo)) return decided('unsure', reply.all('unsure'), 0.95);
  const contested = yes.length > 0 && no.length > 0 ? 0.9 : 1;
  if (lastNo > lastYes) return decided('deny', no, contested);
  if (no.length > 0) {
    const revoking = reply.said.slice(lastNo + 1);
    const real = revoking.some(({ act }) => ['agree', 'interest', 'go_on', 'yes'].includes(act));
    if (!real) return decided('deny', no, 0.8);
  }
  // « oui, mais j'ai pas de jardin »
  if (
    reply.has('fact_no') &&
    reply.last('but') > lastYes &&
    yes.every(({ act }) => act === 'yes') &&
    reply.last('fact_no') > lastYes
  ) {
    return decided('deny', reply.all('fact_no'), 0.7);
  }
  return decided('affirm', yes, contested);
}

function presence(reply: Reply): Decision | undefined {
  const hellos = reply.all('hello');
  const greetings = reply.all('greeting');
  if (greetings.length > 0) return decided('greeting', [...hellos, ...greetings]);
  if (hellos.length > 0) return decided(reply.has('yes') ? 'greeting' : 'repeat', hellos);
  return undefined;
}

/** « oui allô », « oui bonjour »: a presence, not a yes. */
function greetingFirst(reply: Reply): Decision | undefined {
  if (!reply.has('hello', 'greeting')) return undefined;
  if (reply.has('agree', 'interest', 'go_on', 'fact_yes', 'fact_no', 'no', 'disagree', 'unsure', 'farewell'))
    return undefined;
  return presence(reply);
}

function remaining(reply: Reply): Decision | undefined {
  const unsure = reply.all('unsure');
  if (unsure.length > 0) return decided('unsure', unsure);
  const when = reply.all('when');
  if (when.length > 0) return decided('callback', when, 0.8);
  const questions = reply.all('question');
  if (questions.length > 0) return decided('question', questions, 0.9);
  const found = presence(reply);
  if (found !== undefined) return found;
  const thinking = reply.all('thinking');
  if (thinking.length > 0) return decided('unsure', thinking, 0.8);
  const thanks = reply.all('thanks');
  if (thanks.length > 0) return decided('not_interested', thanks, 0.4);
  return undefined;
}

/** What some phrases do depends on what else is said. */
function settled(said: readonly Said[]): readonly Said[] {
  const has = (act: Act) => said.some((one) => one.act === act);
  // « demain si vous voulez » names a time, « si vous voulez » alone agrees.
  const suits: Act = has('when') ? 'nothing' : 'agree';
  // « je vous écoute, c'est à quel sujet » asks.
  const listens: Act = has('question') ? 'nothing' : 'go_on';
  return said.map((one) =>
    one.act === 'suits' ? { ...one, act: suits } : one.act === 'listens' ? { ...one, act: listens } : one,
  );
}

export function decide(said: readonly Said[]): Decision | undefined {
  const reply = new Reply(settled(said));
  return (
    opposition(reply) ??
    people(reply) ??
    later(reply) ??
    refusal(reply) ??
    question(reply) ??
    repeat(reply) ??
    greetingFirst(reply) ??
    yesOrNo(reply) ??
    remaining(reply)
  );
}

/**
 * Hears prompts start and end on the line, the way a callee does: by listening.
 *
 *   idle → opening → playing → idle      a prompt that is in the book: its end is known from its length
 *             └────→ unknown → idle      any other sound: it has ended once the line has been quiet for a while
 *
 * A playing prompt is compared block by block with its file, so that one which stops early (barge-in) is noticed although
 * prompts hold pauses, and two prompts played without a gap are told apart.
 */
import { lineRateHz } from '../persona/sounds.ts';
import type { LineEvent } from './cues.ts';
import {
  blockSamples,
  loudRms,
  matchWithin,
  resemblanceOf,
  rms,
  type PromptBook,
  type PromptTemplate,
} from './prompt-book.ts';

interface Block {
  readonly samples: Int16Array;
  /** When it arrived, ms since pick-up: the moment its first sample is heard. */
  readonly atMs: number;
  readonly loud: boolean;
}

interface Opening {
  readonly name: 'opening';
  readonly blocks: Block[];
  readonly firstLoudMs: number;
  lastLoudMs: number;
  announced: boolean;
  attempts: number;
}

interface Playing {
  readonly name: 'playing';
  readonly template: PromptTemplate;
  /** Sample of the prompt that the next block begins with. */
  next: number;
  /** Blocks that do not sound like the prompt, in a row. */
  strange: Block[];
  /** End of what was certainly heard of it. */
  heardUntilMs: number;
  startMs: number;
}

type State =
  | { readonly name: 'idle'; readonly recent: Block[] }
  | Opening
  | Playing
  | { readonly name: 'unknown'; lastLoudMs: number };

/** Heard this long, a prompt is compared with the book; again later while two still sound alike. */
const attemptsMs = [320, 520, 800, 1_200];
/** Attempts after which a sound that resembles nothing is given up. */
const patientAttempts = 2;
const leastScore = 0.7;
const leastMargin = 0.15;
/** Shorter sounds are clicks. */
const leastLoudBlocks = 3;
/** Blocks kept from before a sound was noticed: prompts begin quietly. */
const keptBlocks = 4;
/** A row of blocks that do not sound like the prompt: it was stopped (80 ms). */
const strangeBlocks = 4;
const resemblance = 0.5;
/** Lost packets skip at most so many blocks of a prompt; nothing but the very samples reaches this correlation. */
const skippedBlocks = 5;
const sameSamples = 0.97;
/** A line without any frame for this long, seen at several looks, carries no prompt any more. */
const deadLineMs = 120;
const deadLineLooks = 3;
/** A prompt that goes on after it was stopped does so at most this far before, or behind, the place where it stopped. */
const resumeBackMs = 4_000;
const resumeAheadMs = 300;
/** Pauses between the sentences of an unknown announcement are shorter. */
const unknownHangoverMs = 700;

const msOf = (samples: number) => (samples * 1000) / lineRateHz;

export class LineListener {
  readonly #book: PromptBook;
  #state: State = { name: 'idle', recent: [] };
  #rest = new Int16Array(0);
  #lastBlockMs = 0;
  #emptyLooks = 0;
  /**
   * Sample of a block at which the next prompt is likely to begin: the last frame of a file is short, and Asterisk fills it up
   * with the beginning of the next one.
   */
  #phase = 0;
  /** The prompt that was stopped last, and the sample at which it was. */
  #stopped: { readonly template: PromptTemplate; readonly at: number } | undefined;
  #events: LineEvent[] = [];

  constructor(book: PromptBook) {
    this.#book = book;
  }

  /** Takes what arrived on the line (8 kHz, any length) and says what it means. */
  push(samples: Int16Array, atMs: number): LineEvent[] {
    const joined = new Int16Array(this.#rest.length + samples.length);
    joined.set(this.#rest);
    joined.set(samples, this.#rest.length);
    const startMs = atMs - msOf(this.#rest.length);
    this.#emptyLooks = 0;
    let used = 0;
    for (; used + blockSamples <= joined.length; used += blockSamples) {
      const block = joined.slice(used, used + blockSamples);
      const blockMs = startMs + msOf(used);
      this.#lastBlockMs = blockMs;
      this.#take({ samples: block, atMs: blockMs, loud: rms(block) >= loudRms });
    }
    this.#rest = joined.slice(used);
    return this.#flush();
  }

  /** To be called every few frames: some ends are known only because nothing comes. */
  clock(atMs: number): LineEvent[] {
    this.#emptyLooks += 1;
    const state = this.#state;
    const quietMs = atMs - this.#lastBlockMs;
    const dead = quietMs >= deadLineMs && this.#emptyLooks >= deadLineLooks;
    switch (state.name) {
      case 'idle':
        break;
      case 'opening':
        if (dead && atMs - state.lastLoudMs >= unknownHangoverMs)
          this.#endUnknown(state.lastLoudMs, atMs, state.announced);
        break;
      case 'unknown':
        if (dead && atMs - state.lastLoudMs >= unknownHangoverMs) this.#endUnknown(state.lastLoudMs, atMs, true);
        break;
      case 'playing': {
        const endsMs = state.startMs + state.template.lengthMs;
        // The last block of a file may be cut short and never come.
        if (dead && state.heardUntilMs >= endsMs - 2 * msOf(blockSamples)) this.#end(endsMs, atMs, false);
        else if (dead && expectsSound(state, quietMs)) this.#end(state.heardUntilMs, atMs, true);
        else if (dead && atMs >= endsMs) this.#end(state.heardUntilMs, atMs, true);
        break;
      }
    }
    return this.#flush();
  }

  #flush(): LineEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #take(block: Block): void {
    const state = this.#state;
    switch (state.name) {
      case 'idle':
        this.#idle(state.recent, block);
        break;
      case 'opening':
        this.#opening(state, block);
        break;
      case 'playing':
        this.#playing(state, block);
        break;
      case 'unknown':
        if (block.loud) state.lastLoudMs = block.atMs;
        else if (block.atMs - state.lastLoudMs >= unknownHangoverMs)
          this.#endUnknown(state.lastLoudMs, block.atMs, true);
        break;
    }
  }

  #idle(recent: Block[], block: Block): void {
    const last = recent.at(-1);
    // What came before a gap in the stream says nothing about what comes now.
    if (last !== undefined && block.atMs - last.atMs > deadLineMs) recent.length = 0;
    recent.push(block);
    if (recent.length > keptBlocks) recent.shift();
    const loud = recent.filter((kept) => kept.loud);
    const [first] = loud;
    if (loud.length < 2 || first === undefined) return;
    const firstLoudMs = first.atMs;
    this.#state = {
      name: 'opening',
      blocks: [...recent],
      firstLoudMs,
      lastLoudMs: block.atMs,
      announced: false,
      attempts: 0,
    };
  }

  #opening(state: Opening, block: Block): void {
    state.blocks.push(block);
    if (block.loud) state.lastLoudMs = block.atMs;
    if (!state.announced && state.blocks.filter(({ loud }) => loud).length >= leastLoudBlocks) {
      state.announced = true;
      this.#events.push({ type: 'prompt_started', atMs: block.atMs, startMs: state.firstLoudMs });
    }
    if (!state.announced && block.atMs - state.lastLoudMs >= deadLineMs) {
      this.#state = { name: 'idle', recent: [] };
      return;
    }
    const firstLoud = state.blocks.findIndex(({ loud }) => loud);
    const heardMs = msOf((state.blocks.length - firstLoud) * blockSamples);
    const attemptMs = attemptsMs[state.attempts];
    if (attemptMs !== undefined && heardMs >= attemptMs && state.announced) {
      state.attempts += 1;
      if (this.#recognise(state, firstLoud)) return;
    }
    if (block.atMs - state.lastLoudMs >= unknownHangoverMs)
      this.#endUnknown(state.lastLoudMs, block.atMs, state.announced);
  }

  /** @returns false while it is worth listening on */
  #recognise(state: Opening, firstLoud: number): boolean {
    const { blocks } = state;
    const heard = new Int16Array(blocks.length * blockSamples);
    for (const [index, { samples }] of blocks.entries()) heard.set(samples, index * blockSamples);
    const match = this.#book.match(heard, firstLoud * blockSamples, this.#phase);
    const last = state.attempts >= attemptsMs.length;
    if (match !== undefined && match.score >= leastScore) {
      if (match.margin >= leastMargin || last) this.#play(state, firstLoud, match.template, match.offset, false);
      return match.margin >= leastMargin || last;
    }
    const resumed = this.#resumed(heard);
    if (resumed !== undefined) {
      this.#play(state, firstLoud, resumed.template, resumed.offset, true);
      return true;
    }
    if (state.attempts < patientAttempts) return false;
    this.#state = { name: 'unknown', lastLoudMs: state.lastLoudMs };
    return true;
  }

  #resumed(heard: Int16Array): { template: PromptTemplate; offset: number } | undefined {
    if (this.#stopped === undefined) return undefined;
    const { template, at } = this.#stopped;
    const samplesOf = (ms: number) => (ms * lineRateHz) / 1000;
    const match = matchWithin(
      template,
      heard,
      Math.max(0, at - samplesOf(resumeBackMs)),
      at + samplesOf(resumeAheadMs),
    );
    return match.score >= leastScore ? match : undefined;
  }

  #play(state: Opening, firstLoud: number, template: PromptTemplate, offset: number, resumed: boolean): void {
    const { blocks } = state;
    const heardSamples = blocks.length * blockSamples;
    const atMs = blocks.at(-1)?.atMs ?? state.lastLoudMs;
    const playing: Playing = {
      name: 'playing',
      template,
      next: offset + heardSamples,
      strange: [],
      heardUntilMs: atMs + msOf(blockSamples),
      startMs: startOf(blocks, offset),
    };
    this.#state = playing;
    const firstLoudMs = blocks[firstLoud]?.atMs ?? state.firstLoudMs;
    this.#events.push({
      type: 'prompt_recognised',
      atMs,
      prompt: template.id,
      // One that goes on starts where it is heard again.
      startMs: resumed ? firstLoudMs : playing.startMs,
      audibleMs: resumed ? firstLoudMs : playing.startMs + msOf(template.onset),
      endsMs: playing.startMs + template.lengthMs,
    });
    if (playing.next >= template.samples.length) this.#end(playing.startMs + template.lengthMs, atMs, false);
  }

  #playing(state: Playing, block: Block): void {
    const { template } = state;
    const verdict = compare(template, block, state.next);
    if (verdict === 'same') {
      state.startMs = Math.min(state.startMs, block.atMs - msOf(state.next));
    } else if (verdict === 'strange') {
      const skipped = skippedTo(template, block, state.next);
      if (skipped === undefined) state.strange.push(block);
      else state.next = skipped;
    }
    const strange = verdict === 'strange' ? state.strange.length : 0;
    if (verdict === 'same') state.strange = [];
    if (strange >= strangeBlocks) {
      const { strange: others } = state;
      this.#end(others[0]?.atMs ?? block.atMs, block.atMs, true);
      for (const other of others) this.#take(other);
      return;
    }
    state.next += blockSamples;
    if (state.strange.length === 0) state.heardUntilMs = block.atMs + msOf(blockSamples);
    if (state.next < template.samples.length) return;
    // Its last blocks may be drowned in noise: what played to here has played to its end.
    this.#end(block.atMs + msOf(template.samples.length - (state.next - blockSamples)), block.atMs, false);
    for (const other of state.strange) if (other.loud) this.#take(other);
  }

  #end(endMs: number, atMs: number, interrupted: boolean): void {
    if (interrupted && this.#state.name === 'playing') {
      const { template, startMs } = this.#state;
      this.#stopped = { template, at: ((endMs - startMs) * lineRateHz) / 1000 };
    }
    if (!interrupted && this.#state.name === 'playing') {
      const { template, next } = this.#state;
      this.#phase = (((template.samples.length - next) % blockSamples) + blockSamples) % blockSamples;
    }
    this.#state = { name: 'idle', recent: [] };
    this.#events.push({ type: 'prompt_ended', atMs, endMs, interrupted });
  }

  #endUnknown(lastLoudMs: number, atMs: number, announced: boolean): void {
    this.#state = { name: 'idle', recent: [] };
    const endMs = lastLoudMs + msOf(blockSamples);
    if (announced) this.#events.push({ type: 'prompt_ended', atMs, endMs, interrupted: false });
  }
}

/** Frames can only come late, so that the earliest claim about a prompt's beginning is the best. */
function startOf(blocks: readonly Block[], offset: number): number {
  return Math.min(
    ...blocks.flatMap(({ atMs }, index) => {
      const position = offset + index * blockSamples;
      return position < 0 ? [] : [atMs - msOf(position)];
    }),
  );
}

function compare(template: PromptTemplate, block: Block, next: number): 'same' | 'quiet' | 'strange' {
  // The file ends within this block: too little to compare.
  if (next + blockSamples > template.samples.length) return 'quiet';
  const expected = rms(template.samples.subarray(next, next + blockSamples)) >= loudRms;
  if (!expected) return block.loud && !nearlyExpected(template, next) ? 'strange' : 'quiet';
  return resemblanceOf(block.samples, template, next) >= resemblance ? 'same' : 'strange';
}

/** Amplified, a quiet block of the file counts as loud on the line. */
function nearlyExpected(template: PromptTemplate, next: number): boolean {
  return rms(template.samples.subarray(next, next + blockSamples)) >= loudRms / 8;
}

function skippedTo(template: PromptTemplate, block: Block, next: number): number | undefined {
  if (!block.loud) return undefined;
  for (let skipped = 1; skipped <= skippedBlocks; skipped += 1) {
    const position = next + skipped * blockSamples;
    if (resemblanceOf(block.samples, template, position) >= sameSamples) return position;
  }
  return undefined;
}

/** Whether the prompt holds anything loud in the time for which nothing has come. */
function expectsSound(state: Playing, quietMs: number): boolean {
  const missing = Math.floor((quietMs * lineRateHz) / 1000);
  for (let at = state.next; at < state.next + missing; at += blockSamples) {
    if (rms(state.template.samples.subarray(at, at + blockSamples)) >= loudRms) return true;
  }
  return false;
}

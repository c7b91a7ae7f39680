/** Announcements that do not exist, that nobody plays, and what the first one has to say by law. */
import { asList, branchesOf } from './branches.ts';
import { missingDisclosures } from './disclosure.ts';
import type { ScenarioProblem } from './problem.ts';
import type { PromptManifest } from './prompt-manifest.ts';
import { allPrompts, type Scenario } from './scenario.ts';
import type { RawPrompts, RawScenario } from './schema.ts';
import type { ScenarioSource, SourcePath } from './source.ts';

interface Mention {
  readonly prompt: string;
  readonly path: SourcePath;
}

export function checkPrompts(
  scenario: RawScenario,
  source: ScenarioSource,
  manifest: PromptManifest,
): ScenarioProblem[] {
  const seen = new Set<string>();
  const missing = mentions(scenario).flatMap(({ prompt, path }) => {
    const key = `${prompt} ${path.map(String).join('.')}`;
    if (manifest.has(prompt) || seen.has(key)) return [];
    seen.add(key);
    return source.problem(path, 'missing_prompt', `there is no prompt ${prompt} in the audio manifest`);
  });
  return [...missing, ...checkDisclosure(scenario, source, manifest)];
}

/** The first prompt, in every form that it can take. */
function checkDisclosure(scenario: RawScenario, source: ScenarioSource, manifest: PromptManifest): ScenarioProblem[] {
  const path = ['steps', scenario.start, 'prompt'];
  const always: string[] = [];
  const forms: string[] = [];
  for (const choice of asList(scenario.steps[scenario.start]?.prompt ?? [])) {
    if (typeof choice === 'string') always.push(choice);
    else forms.push(choice.say, ...(choice.else === undefined ? [] : [choice.else]));
  }
  const said = (ids: readonly string[]) => ids.map((id) => manifest.get(id)?.words ?? '').join(' ');
  const variants = forms.length === 0 ? [always] : forms.map((form) => [...always, form]);
  const found = new Map<string, ScenarioProblem>();
  for (const ids of variants) {
    if (ids.some((id) => !manifest.has(id))) continue;
    for (const { what, severity } of missingDisclosures(said(ids), scenario.language)) {
      const reason = `the first prompt (${ids.join(' + ')}) does not say ${what}`;
      found.set(reason, source.problem(path, 'disclosure', reason, severity));
    }
  }
  return [...found.values()];
}

function mentions(scenario: RawScenario): Mention[] {
  const found: Mention[] = [];
  const add = (raw: RawPrompts | undefined, path: SourcePath) => {
    for (const choice of asList(raw ?? [])) {
      if (typeof choice === 'string') found.push({ prompt: choice, path });
      else {
        found.push({ prompt: choice.say, path });
        if (choice.else !== undefined) found.push({ prompt: choice.else, path });
      }
    }
  };
  add(scenario.machines?.voicemail, ['machines', 'voicemail']);
  add(scenario.machines?.screening, ['machines', 'screening']);
  for (const [name, step] of Object.entries(scenario.steps)) {
    add(step.prompt, ['steps', name, 'prompt']);
    add(step.again, ['steps', name, 'again']);
    if (step.on === undefined) continue;
    for (const { list, path } of branchesOf(scenario, name, step).values()) {
      for (const [index, branch] of list.entries()) {
        if (typeof branch !== 'string') add(branch.say, list.length > 1 ? [...path, index] : path);
      }
    }
  }
  return found;
}

/** Ids of the manifest that none of the scenarios can play, in the manifest's order. */
export function unusedPrompts(scenarios: readonly Scenario[], manifest: PromptManifest): string[] {
  const used = new Set(scenarios.flatMap((scenario) => [...promptsOf(scenario)]));
  return [...manifest.keys()].filter((id) => !used.has(id));
}

/** Every prompt that a scenario can play. */
export function promptsOf(scenario: Scenario): Set<string> {
  const choices = [
    ...(scenario.machines.voicemail ?? []),
    ...(scenario.machines.screening ?? []),
    ...Object.values(scenario.steps).flatMap((step) => [
      ...step.prompts,
      ...(step.kind === 'question' ? step.again : []),
      ...(step.kind === 'question' ? Object.values(step.branches).flat() : []).flatMap((branch) => branch.say),
    ]),
  ];
  return new Set(allPrompts(choices));
}

import type { OfferedStep } from '../../src/cupid/next-steps/next-step.js';
import type { FunctionProfile } from '../../src/cupid/profile.js';
import { applyEdits } from '../../src/document/edit.js';
import { testEngine } from './engine.js';
import { errorsIn } from './parse.js';

/** A function with the next steps offered for it. */
export interface Offer {
  readonly profile: FunctionProfile;
  readonly steps: readonly OfferedStep[];
}

export interface Offers {
  readonly offers: readonly Offer[];
  /** What the parser could not make sense of. */
  readonly mistakes: readonly string[];
}

/** The next steps offered for the functions of a text. */
export async function offersIn(path: string, text: string): Promise<Offers> {
  const engine = await testEngine();
  const document = await engine.open({ path, text });
  if (!document) throw new Error(`no language for ${path}`);
  try {
    return { offers: engine.profile(document).map((profile) => ({ profile, steps: engine.nextSteps(document, profile) })), mistakes: errorsIn(document.tree) };
  } finally {
    document.dispose();
  }
}

/** The titles of what is offered, by function. */
export function titlesOf({ offers }: Offers): string[] {
  return offers.flatMap(({ profile, steps }) => steps.map(({ title }) => `${profile.name}: ${title}`));
}

/** What is said, as `price P1 note`, sorted. */
export function saidIn({ offers }: Offers): string[] {
  return offers.flatMap(({ profile: { name, signals } }) => signals.map(({ id, level }) => `${name} ${id} ${level}`)).sort();
}

/** The text after the one step offered whose title begins so. */
export async function applied(path: string, text: string, title: string): Promise<string> {
  const { offers } = await offersIn(path, text);
  const steps = offers.flatMap((offer) => offer.steps).filter((step) => step.title.startsWith(title));
  const [step] = steps;
  if (!step || steps.length > 1) throw new Error(`${steps.length} steps begin with "${title}" in ${path}`);
  return applyEdits(text, step.edits);
}

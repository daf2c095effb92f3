import type { Knowledge, TalkReference } from './model.js';
import { talkReferenceText } from './page.js';

/** Links between pages that lead nowhere, one sentence each; empty when all is well. */
export function brokenReferences(knowledge: Knowledge): string[] {
  const anchors = new Map(knowledge.talks.map((talk) => [talk.id, new Set(talk.sections.map((section) => section.anchor))]));
  const rules = new Set(knowledge.rules.map((rule) => rule.id));
  const blips = new Set(knowledge.blips.map((blip) => blip.id));
  const problems: string[] = [];
  const checkTalk = (page: string, reference: TalkReference | undefined): void => {
    if (!reference) return;
    const known = anchors.get(reference.talk);
    const found = known !== undefined && (reference.anchor === undefined || known.has(reference.anchor));
    if (!found) problems.push(`${page}: the talk section "${talkReferenceText(reference)}" does not exist; name one that does.`);
  };
  for (const rule of knowledge.rules) checkTalk(`rule ${rule.id}`, rule.talk);
  for (const tip of knowledge.tips) {
    checkTalk(`tip ${tip.id}`, tip.talk);
    if (tip.blip !== undefined && !blips.has(tip.blip)) problems.push(`tip ${tip.id}: the blip "${tip.blip}" does not exist; name one that does.`);
  }
  for (const blip of knowledge.blips) {
    checkTalk(`blip ${blip.id}`, blip.talk);
    for (const id of blip.related) if (!blips.has(id)) problems.push(`blip ${blip.id}: the related blip "${id}" does not exist; name one that does.`);
    for (const id of blip.rules) if (!rules.has(id)) problems.push(`blip ${blip.id}: the rule "${id}" does not exist; name one that does.`);
  }
  return problems;
}

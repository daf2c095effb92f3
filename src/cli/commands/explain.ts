import { talkReferenceText } from '../../knowledge/page.js';
import { readArguments } from '../arguments.js';
import { instead } from '../nearest.js';
import { loadEngine, UsageError, type CommandContext } from '../context.js';

/** `talklint explain <rule id>`: the page of a rule, with its evidence and talk. */
export async function explain(args: readonly string[], context: CommandContext): Promise<number> {
  const { positionals } = readArguments(args, {});
  const [id] = positionals;
  if (id === undefined) throw new UsageError('name the rule to explain, such as polars/row-loop.');
  const { engine } = await loadEngine(context);
  const rule = engine.knowledge.rules.find((candidate) => candidate.id === id);
  if (!rule) throw new UsageError(`there is no rule "${id}"${instead(id, engine.knowledge.rules.map((candidate) => candidate.id), 'see `talklint rules list`')}`);
  const talk = rule.talk && engine.knowledge.talks.find((candidate) => candidate.id === rule.talk?.talk);
  const facts = [
    `Rule      ${rule.id} (${rule.on ? rule.severity : 'off unless turned on'})`,
    ...(rule.talk ? [`Talk      ${talk?.title ?? rule.talk.talk} (${talkReferenceText(rule.talk)})`] : []),
    ...(rule.evidence ? [`Evidence  ${rule.evidence.effect}`, `Source    ${rule.evidence.source}`] : []),
  ];
  context.out(`${facts.join('\n')}\n\n${rule.markdown.trim()}\n`);
  return 0;
}

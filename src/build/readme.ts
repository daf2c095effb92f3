import type { Knowledge, Rule } from '../knowledge/model.js';
import { SETTINGS } from '../protocol/settings.js';

/** README with the parts between `<!-- generated:<name> -->` and `<!-- end -->` made anew. Throws when a part has no place. */
export function readmeOf(readme: string, knowledge: Knowledge): string {
  const parts: Readonly<Record<string, string>> = { settings: settingsTable(), rules: rulesTable(knowledge) };
  return Object.entries(parts).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- generated:${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    if (!place.test(text)) throw new Error(`README.md has no place for ${name}; add "<!-- generated:${name} -->" and "<!-- end -->" on lines of their own.`);
    return text.replace(place, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
  }, readme);
}

function settingsTable(): string {
  const rows = Object.values(SETTINGS).map(({ key, default: value, description }) => `| \`talklint.${key}\` | \`${JSON.stringify(value)}\` | ${cell(description)} |`);
  return ['| Setting | Default | What it does |', '|---|---|---|', ...rows].join('\n');
}

function rulesTable({ rules, talks }: Knowledge): string {
  const title = new Map(talks.map((talk) => [talk.id, talk.title]));
  const row = (rule: Rule) => `| [\`${rule.id}\`](content/rules/${rule.id}.md) | ${cell(rule.title.replace(/\{[A-Z][A-Z0-9_]*\}/g, '…'))} | ${rule.talk ? cell(title.get(rule.talk.talk) ?? rule.talk.talk) : '–'} | ${rule.languages.join(', ') || 'all'} | ${rule.severity} |`;
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return ['| Rule | What it says | Talk | Languages | Severity |', '|---|---|---|---|---|', ...sorted.map(row)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

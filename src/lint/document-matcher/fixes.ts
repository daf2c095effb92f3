import type { Fix } from '../../knowledge/model.js';
import type { ProposedFix } from '../finding.js';
import { insertionEdit } from './insertion.js';
import type { DocumentMatch } from './matcher.js';

/**
 * The fixes of a rule for one document match: a key that was missing is inserted, any other match has the value at the
 * reported key replaced. `$KEY` and `$VALUE` stand for the texts there.
 */
export function documentFixes(fixes: readonly Fix[], language: string, match: DocumentMatch, text: string): ProposedFix[] {
  return fixes
    .filter((fix) => fix.languages.length === 0 || fix.languages.includes(language))
    .flatMap((fix): ProposedFix[] => {
      if (match.lacking) {
        const edit = fix.insert && insertionEdit(fix.insert, match.lacking, text);
        return edit ? [{ title: fill(fix.title, match), safe: fix.safe, edits: [edit] }] : [];
      }
      if (match.value.start === match.value.end || (fix.from !== undefined && fix.from !== match.variables['VALUE'])) return [];
      return fix.choices.map(({ title, replace }) => ({ title: fill(title, match), safe: fix.safe, edits: [{ ...match.value, text: fill(replace, match) }] }));
    });
}

function fill(template: string, match: DocumentMatch): string {
  return template.replaceAll(/\$(KEY|VALUE)\b/g, (_, name: string) => match.variables[name] ?? '');
}

const TAG = /<(\/?)([a-z][a-z0-9]*)\b((?:"[^"]*"|'[^']*'|[^<>"'])*)>/gi;
/** Elements whose content is no text; an unfinished one hides the rest. */
const SILENT = /<(script|style|iframe|object|template|noscript|svg)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const MARKS: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', code: '`' };
const BREAKS = new Set(['p', 'div', 'br', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr', 'blockquote', 'section']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The HTML other radars have in their descriptions as Markdown: paragraphs, lists, emphasis and `https:` links stay, the rest is left out. */
export function markdownOfHtml(text: string): string {
  if (!/<\/?[a-z!]/i.test(text)) return text;
  const links: string[] = [];
  const marked = text.replace(/<!--[\s\S]*?(?:-->|$)/g, '').replace(SILENT, '').replace(TAG, (_, slash: string, tag: string, attributes: string) => {
    const name = tag.toLowerCase();
    if (name === 'a') return slash ? closeLink(links) : openLink(links, attributes);
    if (name === 'li') return slash ? '' : '\n- ';
    if (BREAKS.has(name)) return '\n\n';
    return Object.hasOwn(MARKS, name) ? (MARKS[name] ?? '') : '';
  });
  return marked.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => (name === '#39' ? "'" : (ENTITIES[name] ?? ''))).replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

function openLink(links: string[], attributes: string): string {
  const address = /\bhref\s*=\s*(?:"(https:[^"\s()<>]*)"|'(https:[^'\s()<>]*)')/i.exec(attributes);
  links.push(address?.[1] ?? address?.[2] ?? '');
  return links.at(-1) === '' ? '' : '[';
}

function closeLink(links: string[]): string {
  const address = links.pop() ?? '';
  return address === '' ? '' : `](${address})`;
}

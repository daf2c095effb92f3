const SLOT = /\{\{([a-zA-Z]+)\}\}/g;

/** Words that some YAML parser reads as a boolean or as nothing. */
const YAML_WORD = /^(true|false|yes|no|on|off|null|y|n)$/i;

/** A text as one YAML scalar that YAML 1.1 and 1.2 both read back as the same text: plain where safe, else in quotes. */
export function yamlScalar(text: string): string {
  if (/^[A-Za-z](?:[A-Za-z0-9 _-]*[A-Za-z0-9])?$/.test(text) && !YAML_WORD.test(text)) return text;
  // JSON is YAML, except that YAML 1.1 takes some characters for line breaks or refuses them.
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A one-line text as Markdown that shows exactly this text, also at the start of a line or in a table. */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|!&~$]/g, '\\$&')
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** Makes a text out of the template of that name. */
export type FillTemplate = (name: string, values: Readonly<Record<string, string>>) => string;

/**
 * Fills the templates of the scaffold, which are kept by path; `name` is the file name without `.tmpl`. Throws an Error
 * when a template is missing or asks for a value it is not given.
 */
export function fillerOf(templates: Readonly<Record<string, string>>): FillTemplate {
  return (name, values) => {
    const key = `templates/${name}.tmpl`;
    const template = Object.hasOwn(templates, key) ? templates[key] : undefined;
    if (template === undefined) throw new Error(`the template mesh/${key} is missing; install Talklint again.`);
    return fill(template, values);
  };
}

/** Puts values into the `{{name}}` slots of a template; what a value holds is never read as a slot. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(SLOT, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined) return value;
    const known = Object.keys(values).join(', ');
    throw new Error(`the template asks for {{${name}}}, which the scaffold does not know; use one of ${known}.`);
  });
}

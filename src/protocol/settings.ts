/** The settings of VS Code, section `talklint`. `npm run generate` writes manifest and README from this table. */
export interface Setting<Value> {
  readonly key: string;
  readonly type: 'boolean' | 'string' | 'array' | 'object';
  readonly default: Value;
  readonly description: string;
  readonly choices?: readonly { readonly value: string; readonly description: string }[];
  readonly scope: 'resource' | 'window';
}

/** Where remarks about functions may appear. */
const REMARK_PLACES = ['lens', 'lineEnd', 'statusBar', 'off'] as const;
export type RemarkPlace = (typeof REMARK_PLACES)[number];

const REMARK_LEVELS = ['quiet', 'all', 'changed'] as const;
export type RemarkLevel = (typeof REMARK_LEVELS)[number];

const SEVERITY_CHOICES = [
  { value: 'off', description: 'Do not report.' },
  { value: 'hint', description: 'Three dots under the first letters.' },
  { value: 'info', description: 'Blue squiggle.' },
  { value: 'warning', description: 'Yellow squiggle.' },
  { value: 'error', description: 'Red squiggle.' },
] as const;

export const SETTINGS = {
  enable: { key: 'enable', type: 'boolean', default: true, scope: 'resource', description: 'Show Talklint guidance.' },
  rules: {
    key: 'rules',
    type: 'object',
    default: {} as Readonly<Record<string, string>>,
    scope: 'resource',
    description: 'Severity by rule id, for example `{ "polars/row-loop": "off" }`. Overrides `.talklint/config.yaml` for you alone.',
    choices: SEVERITY_CHOICES,
  },
  talks: {
    key: 'talks',
    type: 'array',
    default: [] as readonly string[],
    scope: 'resource',
    description: 'Show guidance of these talks only; empty shows all. Ids: `data-mesh`, `sustainable-it`, `polars`, `cdk-cupid`, `train-humans`, `osint`, `zero-trust`.',
  },
  lens: {
    key: 'cupid.show',
    type: 'string',
    default: 'lens' as RemarkPlace,
    scope: 'resource',
    description: 'Where CUPID remarks about a function appear. The hover on its name has them wherever they are not off.',
    choices: [
      { value: 'lens', description: 'As a code lens above the function, and only when there is something to say.' },
      { value: 'lineEnd', description: 'At the end of the line with the function\'s name, so that no line moves.' },
      { value: 'statusBar', description: 'In the status bar, for the function the cursor is in.' },
      { value: 'off', description: 'Nowhere.' },
    ],
  },
  level: {
    key: 'cupid.level',
    type: 'string',
    default: 'quiet' as RemarkLevel,
    scope: 'resource',
    description: 'Which CUPID remarks appear.',
    choices: [
      { value: 'quiet', description: 'Those where evidence adds up; most functions have none.' },
      { value: 'all', description: 'Every one.' },
      { value: 'changed', description: 'What became worse or better since the last commit.' },
    ],
  },
  carbon: {
    key: 'carbon.show',
    type: 'string',
    default: 'lens' as 'lens' | 'hover' | 'off',
    scope: 'resource',
    description: 'Where the estimated emissions of a cloud resource appear.',
    choices: [
      { value: 'lens', description: 'As a code lens above the resource, and in the hover on its type.' },
      { value: 'hover', description: 'In the hover on its type alone.' },
      { value: 'off', description: 'Nowhere.' },
    ],
  },
  hover: { key: 'hover.tips', type: 'boolean', default: true, scope: 'resource', description: 'Show what the talks say about an import, a package, or a term in a comment or Markdown when the pointer rests on it.' },
} as const satisfies Record<string, Setting<unknown>>;

/** Settings as server and extension read them, defaults filled in. */
export interface Settings {
  readonly enable: boolean;
  readonly rules: Readonly<Record<string, string>>;
  readonly talks: readonly string[];
  readonly lens: RemarkPlace;
  readonly level: RemarkLevel;
  readonly carbon: 'lens' | 'hover' | 'off';
  readonly hover: boolean;
}

/** Reads the value of the `talklint` section leniently: a value of the wrong type counts as not set. */
export function readSettings(section: unknown): Settings {
  const root = isObject(section) ? section : {};
  const cupid = isObject(root['cupid']) ? root['cupid'] : {};
  const carbon = isObject(root['carbon']) ? root['carbon']['show'] : undefined;
  const hover = isObject(root['hover']) ? root['hover'] : {};
  const rules = isObject(root['rules']) ? root['rules'] : {};
  return {
    enable: root['enable'] !== false,
    rules: Object.fromEntries(Object.entries(rules).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    talks: Array.isArray(root['talks']) ? root['talks'].filter((talk): talk is string => typeof talk === 'string') : [],
    lens: REMARK_PLACES.find((place) => place === cupid['show']) ?? 'lens',
    level: REMARK_LEVELS.find((level) => level === cupid['level']) ?? 'quiet',
    carbon: carbon === 'hover' || carbon === 'off' ? carbon : 'lens',
    hover: hover['tips'] !== false,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

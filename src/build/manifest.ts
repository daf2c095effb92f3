import { LANGUAGES, LANGUAGES_OF_NAMED_FILES } from '../protocol/languages.js';
import { SETTINGS, type Setting } from '../protocol/settings.js';
import type { Knowledge } from '../knowledge/model.js';

type Json = Readonly<Record<string, unknown>>;

interface Command {
  readonly command: string;
  readonly title: string;
  readonly icon?: string;
  /** False for commands that only make sense with arguments, from a lens or a code action. */
  readonly palette: boolean;
  /** Where it makes sense, as a condition of the editor; everywhere without. */
  readonly when?: string;
  readonly keys?: string;
}

const RADAR_VIEW = 'talklint.radar';
const IN_PRODUCT = 'resourceFilename =~ /\\.odps\\.ya?ml$/';
const PRODUCTS_VIEW = 'talklint.products';
const IN_READER = "activeWebviewPanelId == 'talklint.reader'";

/** Every command the extension registers. */
const COMMAND_TABLE: readonly Command[] = [
  { command: 'talklint.newDataProduct', title: 'New Data Product…', palette: true },
  { command: 'talklint.addOutputPort', title: 'Add Output Port…', palette: true, when: IN_PRODUCT },
  { command: 'talklint.addInputPort', title: 'Add Input Port…', palette: true, when: IN_PRODUCT },
  { command: 'talklint.openCanvas', title: 'Open Data Ethics Canvas', palette: true },
  { command: 'talklint.showLineage', title: 'Show Data Lineage', icon: '$(type-hierarchy-sub)', palette: true },
  { command: 'talklint.newRule', title: 'New Rule…', palette: true },
  { command: 'talklint.reviewDomainWords', title: 'Review Domain Words…', palette: true },
  { command: 'talklint.searchRadar', title: 'Search the Radar', icon: '$(search)', palette: true },
  { command: 'talklint.showRadar', title: 'Show the Radar', icon: '$(preview)', palette: true },
  { command: 'talklint.saveRadarSvg', title: 'Save the Radar as SVG…', palette: true },
  { command: 'talklint.saveRadarPng', title: 'Save the Radar as PNG…', palette: true },
  { command: 'talklint.searchTalks', title: 'Search the Talks…', palette: true },
  { command: 'talklint.openTalk', title: 'Open a Talk…', icon: '$(book)', palette: true },
  { command: 'talklint.readerBack', title: 'Back in the Reader', palette: true, when: IN_READER, keys: 'alt+left' },
  { command: 'talklint.readerForward', title: 'Forward in the Reader', palette: true, when: IN_READER, keys: 'alt+right' },
  { command: 'talklint.showCarbon', title: 'Show What the Infrastructure Emits', palette: true },
  { command: 'talklint.checkReadiness', title: 'Check Data Mesh Readiness', palette: true },
  { command: 'talklint.moveRegion', title: 'Move to a Cleaner Region…', palette: true },
  { command: 'talklint.restartServer', title: 'Restart Server', palette: true },
  { command: 'talklint.showLog', title: 'Show Log', palette: true },
  { command: 'talklint.reusePort', title: 'Reuse This Port', icon: '$(copy)', palette: false },
  { command: 'talklint.openPlace', title: 'Open', palette: false },
  { command: 'talklint.openPage', title: 'Open Page', palette: false },
  { command: 'talklint.showProfile', title: 'Show CUPID Remarks', palette: false },
  { command: 'talklint.ignore', title: 'Ignore Finding', palette: false },
];

const CAPABILITIES = {
  untrustedWorkspaces: { supported: 'limited', description: 'The built-in rules work; rules, tips and pages of the folder itself are read once you trust it.' },
  virtualWorkspaces: true,
} as const;

/** The parts of package.json that follow from tables in the sources; everything else stays as it is. */
export function manifestOf(manifest: Json, knowledge: Knowledge): Json {
  return { ...manifest, capabilities: CAPABILITIES, activationEvents: activationEvents(), contributes: contributions(knowledge) };
}

/**
 * Views and commands activate the extension by themselves. A folder with rules of its own does too, because its pages are
 * Markdown, and to wake up for every Markdown file of the world would be rude. The name without a wildcard costs VS Code one
 * look at the top of the folder, not a search.
 */
function activationEvents(): string[] {
  return [...[...LANGUAGES, ...LANGUAGES_OF_NAMED_FILES].map((language) => `onLanguage:${language}`), 'workspaceContains:.talklint'];
}

function contributions(knowledge: Knowledge): Json {
  return {
    commands: COMMAND_TABLE.map(({ command, title, icon }) => ({ command, title, category: 'Talklint', ...(icon === undefined ? {} : { icon }) })),
    menus: {
      commandPalette: COMMAND_TABLE.flatMap(({ command, palette, when }) => (palette && when === undefined ? [] : [{ command, when: palette ? when : 'false' }])),
      'view/title': [
        ...['talklint.showRadar', 'talklint.openTalk'].map((command, index) => ({ command, when: `view == ${RADAR_VIEW}`, group: `navigation@${index + 1}` })),
        { command: 'talklint.showLineage', when: `view == ${PRODUCTS_VIEW}`, group: 'navigation@1' },
      ],
      'view/item/context': ['inline', '1_reuse'].map((group) => ({ command: 'talklint.reusePort', when: `view == ${PRODUCTS_VIEW} && viewItem == outputPort`, group })),
    },
    keybindings: COMMAND_TABLE.flatMap(({ command, keys, when }) => (keys === undefined ? [] : [{ command, key: keys, when }])),
    viewsContainers: { activitybar: [{ id: 'talklint', title: 'Talklint', icon: 'media/activity.svg' }] },
    views: { talklint: [{ id: RADAR_VIEW, name: 'Radar', type: 'webview', icon: 'media/activity.svg', contextualTitle: 'Talklint' }, { id: PRODUCTS_VIEW, name: 'Data Products', visibility: 'collapsed', icon: 'media/activity.svg', contextualTitle: 'Talklint' }] },
    viewsWelcome: [{ view: PRODUCTS_VIEW, contents: 'No data product is described in this workspace.\n[New Data Product…](command:talklint.newDataProduct)' }],
    configuration: { title: 'Talklint', properties: Object.fromEntries(Object.values(SETTINGS).map((setting) => [`talklint.${setting.key}`, property(setting, knowledge)])) },
    // For editors with an extension that knows YAML schemas; ours needs none.
    yamlValidation: [
      { fileMatch: '.talklint/config.yaml', url: './dist/config.schema.json' },
      ...['odps', 'odcs'].flatMap((suffix) => ['yaml', 'yml'].map((extension) => ({ fileMatch: `*.${suffix}.${extension}`, url: `./dist/${suffix}.schema.json` }))),
    ],
    walkthroughs: [walkthrough()],
  };
}

function property(setting: Setting<unknown>, knowledge: Knowledge): Json {
  const { type, scope, description, choices } = setting;
  const common = { type, default: setting.default, scope, markdownDescription: description };
  const words = choices && { enum: choices.map(({ value }) => value), enumDescriptions: choices.map((choice) => choice.description) };
  if (setting.key === 'rules') {
    const rules = knowledge.rules.map((rule) => [rule.id, { ...words, type: 'string', markdownDescription: rule.title.replace(/\{[A-Z][A-Z0-9_]*\}/g, '…') }]);
    return { ...common, properties: Object.fromEntries(rules) as Json, additionalProperties: { type: 'string', ...words } };
  }
  if (type === 'array') return { ...common, items: { type: 'string', enum: knowledge.talks.map(({ id }) => id) }, uniqueItems: true };
  return { ...common, ...words };
}

function walkthrough(): Json {
  const step = (id: string, title: string, description: string, picture: string) => ({ id, title, description, media: { image: `media/walkthrough/${picture}.svg`, altText: title } });
  return {
    id: 'start',
    title: 'Get started with Talklint',
    description: 'Seven talks as guidance while you code.',
    steps: [
      step('squiggles', 'Read a squiggle', 'Talklint underlines what a talk would have you look at. Rest the pointer on it for the reason and the evidence; the light bulb mends it, or ignores it with a reason.', 'squiggle'),
      step('radar', 'Search the radar', 'Every tool, technique and platform the talks speak of, and where this workspace uses it.\n[Search the Radar](command:talklint.searchRadar)', 'radar'),
      step('product', 'Scaffold a data product', 'A few questions, a preview of every file, then a descriptor and a contract for each port.\n[New Data Product…](command:talklint.newDataProduct)', 'product'),
      step('talks', 'Read a talk', 'Each talk retold on one page, with what to do on Monday.\n[Open a Talk…](command:talklint.openTalk)', 'talk'),
    ],
  };
}

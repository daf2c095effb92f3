import { isCodeOwner, type AnswerTexts, type PortChoice, type ProductChoices } from '../protocol/product-answers.js';
import type { Choice, ChoiceStep, ChoicesStep, Step, TextStep } from './questions.js';
import type { Answers } from './steps.js';

/** What the questions about a data product need of the workspace. */
export interface ProductStepsContext {
  readonly choices: ProductChoices;
  /** CSV and SQL files whose columns may be taken, relative to the workspace folder. */
  readonly columnFiles: readonly string[];
  readonly check: CheckText;
}

/** A sentence on what is wrong with a text, or undefined; `taken` are names that are given already. */
export type CheckText = (
  field: keyof AnswerTexts,
  texts: Partial<AnswerTexts>,
  taken?: readonly string[],
) => Promise<string | undefined>;

/** The value that stands for a source from outside the workspace. */
export const EXTERNAL = 'external';
/** The most output ports the dialogue asks for; more are added later. */
export const MOST_OUTPUTS = 10;

const TYPES = [
  choice('source-aligned', 'Source-aligned', 'facts as one system records them'),
  choice('aggregate', 'Aggregate', 'several products brought together'),
  choice('consumer-aligned', 'Consumer-aligned', 'made for one use'),
];
const CLASSIFICATIONS = [
  choice('public', 'Public', 'anybody may read it'),
  choice('internal', 'Internal', 'everybody in the house may read it'),
  choice('confidential', 'Confidential', 'only those who need it'),
  choice('restricted', 'Restricted', 'only those who are named'),
];
const SERVICE_LEVELS = [
  choice('hourly', 'Hourly', 'at most two hours old'),
  choice('daily', 'Daily', 'at most a day old'),
  choice('weekly', 'Weekly', 'at most a week old'),
];
// An enabling team owns no product.
const TEAM_TYPES = [
  choice('stream-aligned', 'Stream-aligned', 'owns one flow of work for the business'),
  choice('platform', 'Platform', 'makes what other teams build on'),
  choice('complicated-subsystem', 'Complicated subsystem', 'knows one difficult part'),
];
const TRANSFORMATIONS = [
  choice('polars', 'Polars', 'a lazy query with a test'),
  choice('sql', 'SQL', 'one query for each port'),
  choice('none', 'None', 'it is made elsewhere'),
];
const CI_SYSTEMS = [
  choice('none', 'None', ''),
  choice('github', 'GitHub', 'a workflow of its own'),
  choice('gitlab', 'GitLab', 'a job of its own'),
];
const EXTRAS = [
  choice('codeOwner', 'CODEOWNERS', 'who reviews changes'),
  choice('backstage', 'Backstage', 'catalog-info.yaml'),
  choice('openLineage', 'OpenLineage', 'the lineage as it is designed'),
];

/** The questions of `Talklint: New Data Product…`; ports and extras bring questions of their own. */
export function productSteps(answers: Answers, context: ProductStepsContext): readonly Step[] {
  return [
    ...identitySteps(answers, context),
    ...inputSteps(answers, context),
    ...outputSteps(answers, context),
    one('classification', 'classification', 'Who may know what it holds?', CLASSIFICATIONS, 'internal'),
    one('personalData', 'personal data', 'Is anything in it about a person?', YES_OR_NO, 'no'),
    one('serviceLevel', 'service level', 'How fresh is it for its readers?', SERVICE_LEVELS, 'daily'),
    ...teamSteps(answers, context),
    one('transformation', 'transformation', 'How is it made?', TRANSFORMATIONS, 'none'),
    one('ci', 'check', 'Whose pipeline checks it when a change touches it?', CI_SYSTEMS, 'none'),
    many('extras', 'extras', 'What else is to be written? Nothing is fine.', EXTRAS),
    ...(answers['extras']?.includes('codeOwner') ? [codeOwnerStep()] : []),
  ];
}

const YES_OR_NO = [choice('no', 'No', ''), choice('yes', 'Yes', 'then answer the ethics canvas together')];

function choice(value: string, label: string, description: string): Choice {
  return { value, label, description };
}

function one(
  field: string,
  title: string,
  prompt: string,
  choices: readonly Choice[],
  suggested: string,
): ChoiceStep {
  return { kind: 'one', field, title, prompt, choices, suggested };
}

function many(field: string, title: string, prompt: string, choices: readonly Choice[]): ChoicesStep {
  return { kind: 'many', field, title, prompt, choices };
}

function identitySteps(answers: Answers, { choices, check }: ProductStepsContext): Step[] {
  const domain = textIn(answers, 'domain');
  return [
    {
      kind: 'text',
      field: 'domain',
      title: 'domain',
      prompt: 'Which part of the business owns it? Such as mobility.',
      suggestions: choices.domains,
      check: (text) => check('domain', { domain: text }),
    },
    {
      kind: 'text',
      field: 'name',
      title: 'name',
      prompt: 'What is it called, in the words of that domain? Such as Station trips.',
      check: (text) => check('name', { name: text, domain }),
    },
    {
      kind: 'text',
      field: 'purpose',
      title: 'purpose',
      prompt: 'Who will use it, and for what? One sentence.',
      check: (text) => check('purpose', { purpose: text }),
    },
    one('type', 'type', 'What kind of data product is it?', TYPES, 'source-aligned'),
  ];
}

function inputSteps(answers: Answers, { choices, check }: ProductStepsContext): Step[] {
  const external = choice(EXTERNAL, 'A source from outside…', 'with the id of its contract');
  const step = many('inputs', 'input ports', 'What does it read? Nothing is fine.', [
    ...choices.ports.filter((port) => !isOwn(port, answers)).map(portItem),
    external,
  ]);
  if (!answers['inputs']?.includes(EXTERNAL)) return [step];
  return [
    step,
    {
      kind: 'text',
      field: 'external',
      title: 'source from outside',
      prompt: 'What is the source called? Such as Weather service.',
      check: (text) => check('source', { source: text }),
    },
    {
      kind: 'text',
      field: 'externalContract',
      title: 'contract of the source',
      prompt: 'What is the id of its contract? Its owner knows.',
      check: (text) => check('contract', { contract: text }),
    },
  ];
}

function isOwn({ domain, product }: PortChoice, answers: Answers): boolean {
  return domain === textIn(answers, 'domain') && product === textIn(answers, 'name');
}

/** A port to choose, with what it is called and where it comes from; one to be given up is struck through. */
export function portItem({ reference, domain, product, port, version, isDeprecated }: PortChoice): Choice {
  const struck = port.replace(/./gu, '$&\u0336');
  const from = [domain, product, version, isDeprecated ? 'deprecated' : ''];
  return {
    value: reference,
    label: isDeprecated ? struck : port,
    description: from.filter((part) => part !== '').join(', '),
  };
}

function outputSteps(answers: Answers, context: ProductStepsContext): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < MOST_OUTPUTS; i++) {
    const taken = Array.from({ length: i }, (_, other) => textIn(answers, `output-${other}`));
    const suggested = i === 0 ? textIn(answers, 'name') : '';
    steps.push(...portSteps(`output-${i}`, taken, suggested, columnsOf(answers, context), context));
    if (i === MOST_OUTPUTS - 1) break;
    const more = `output-${i}-more`;
    steps.push(one(more, 'more output ports', 'Is there another output port?', MORE, 'no'));
    if (answers[more] !== 'yes') break;
  }
  return steps;
}

const MORE = [choice('no', 'No', ''), choice('yes', 'Yes', '')];

const KINDS = [
  choice('table', 'Table', ''),
  choice('file', 'File', ''),
  choice('topic', 'Topic', 'events as they happen'),
  choice('api', 'API', 'questions and answers'),
];

/** Name, kind and columns of one output port; answers are kept under `prefix`. */
export function portSteps(
  prefix: string,
  taken: readonly string[],
  suggested: string,
  columns: readonly Choice[],
  { check }: Pick<ProductStepsContext, 'check'>,
): readonly [TextStep, ChoiceStep, ChoiceStep] {
  return [
    {
      kind: 'text',
      field: prefix,
      title: 'output port',
      prompt: 'What do others read from it? Such as trips.',
      suggested,
      check: (text) => check('outputPort', { outputPort: text }, taken),
    },
    one(`${prefix}-kind`, 'kind of output port', 'In which form do they read it?', KINDS, 'table'),
    one(`${prefix}-columns`, 'columns', 'Where do its columns come from?', columns, 'none'),
  ];
}

/** The choice to begin with one column, files that name columns, and ports of the product to copy from. */
export function columnChoices(files: readonly string[], ports: readonly string[]): readonly Choice[] {
  const named = files.map((file) => choice(file, file, /\.csv$/i.test(file) ? 'its header' : 'its CREATE TABLE'));
  const copied = ports.map((port) => choice(port, port, 'the columns of this port'));
  return [choice('none', 'One key to begin with', ''), ...named, ...copied];
}

function columnsOf(answers: Answers, { choices, columnFiles }: ProductStepsContext): readonly Choice[] {
  const inputs = choices.ports.filter(({ reference }) => answers['inputs']?.includes(reference));
  return columnChoices(columnFiles, inputs.map(({ port }) => port));
}

function teamSteps(answers: Answers, { check }: ProductStepsContext): Step[] {
  return [
    {
      kind: 'text',
      field: 'owner',
      title: 'owner',
      prompt: 'Who answers for it? A person or a role.',
      suggested: `${textIn(answers, 'domain')} team`,
      check: (text) => check('owner', { owner: text }),
    },
    {
      kind: 'text',
      field: 'team',
      title: 'team',
      prompt: 'What is the team called?',
      suggested: textIn(answers, 'owner'),
      check: (text) => check('team', { team: text }),
    },
    one('teamType', 'team type', 'What kind of team is it?', TEAM_TYPES, 'stream-aligned'),
  ];
}

function codeOwnerStep(): TextStep {
  return {
    kind: 'text',
    field: 'codeOwner',
    title: 'code owner',
    prompt: 'Who reviews changes? @name, @organisation/team or an address.',
    check: (text) => Promise.resolve(isCodeOwner(text) ? undefined : CODE_OWNER),
  };
}

const CODE_OWNER = 'Write @name, @organisation/team or an address.';

/** The text that answers a question; empty without one. */
export function textIn(answers: Answers, field: string): string {
  const answer = answers[field];
  return typeof answer === 'string' ? answer : '';
}

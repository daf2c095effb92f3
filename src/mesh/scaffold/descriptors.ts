import { tableName } from '../slug.js';
import { yamlBlock, type Mapping, type Plain } from '../yaml-block.js';
import type { Column } from './columns.js';
import type { ResolvedAnswers, ResolvedInput, ResolvedOutput } from './resolve.js';

/** The version every new port begins with. */
const FIRST_VERSION = '1.0.0';

/** How old data may be in hours, for each promise. */
const HOURS = { hourly: 2, daily: 24, weekly: 168 } as const;

const PRODUCT_COMMENT =
  'A data product, described in the Open Data Product Standard (Bitol ODPS). ' +
  'Set the status to active once somebody may rely on it.';
const CONTRACT_COMMENT =
  'What one output port promises, in the Open Data Contract Standard (Bitol ODCS). ' +
  'Describe each column in the words of its readers.';
const INPUT_COMMENT =
  'The contract of a source from outside. Paste the contract of its owner over this one when you have it.';

const QUALITY = [
  {
    type: 'library',
    metric: 'rowCount',
    mustBeGreaterThan: 0,
    dimension: 'completeness',
    description: 'An empty table means that a delivery failed.',
  },
];

/** The descriptor of the product, in ODPS 1.0.0. `contractIds` are those of the output ports, in their order. */
export function productDescriptor(answers: ResolvedAnswers, id: string, contractIds: readonly string[]): string {
  const inputs = answers.inputPorts;
  return yaml(PRODUCT_COMMENT, {
    apiVersion: 'v1.0.0',
    kind: 'DataProduct',
    id,
    name: answers.name,
    version: FIRST_VERSION,
    status: 'draft',
    domain: answers.domain,
    description: { purpose: answers.purpose },
    customProperties: [
      { property: 'dataProductType', value: answers.type },
      { property: 'teamType', value: answers.team.type },
    ],
    inputPorts: listed(inputs.map(({ name, version, contractId }) => ({ name, version, contractId }))),
    outputPorts: answers.outputPorts.map((port, i) => outputPort(port, answers.purpose, contractIds[i], inputs)),
    team: { name: answers.team.name, members: [{ username: answers.team.owner, role: 'owner' }] },
  });
}

/** An output port within the descriptor of its product; it is made of all inputs. */
export function outputPort(
  { name, kind }: Pick<ResolvedOutput, 'name' | 'kind'>,
  description: string | undefined,
  contractId: string | undefined,
  inputs: readonly Pick<ResolvedInput, 'contractId' | 'version'>[],
): Mapping {
  return {
    name,
    description,
    type: kind,
    version: FIRST_VERSION,
    contractId,
    inputContracts: listed(inputs.map(inputContractOf)),
  };
}

/** How an output port names an input it is made of. */
export function inputContractOf({ contractId, version }: Pick<ResolvedInput, 'contractId' | 'version'>): Mapping {
  return { id: contractId, version };
}

/** What a contract takes over from its product; what is not known is left out. */
export interface ContractSubject extends Pick<ResolvedAnswers, 'name' | 'classification' | 'serviceLevel'> {
  readonly domain?: string | undefined;
  readonly purpose?: string | undefined;
  readonly owner?: string | undefined;
}

/** A list that is left out when it is empty. */
function listed(list: readonly Plain[]): readonly Plain[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The contract of one output port, in ODCS 3.1.0. */
export function contractDescriptor(subject: ContractSubject, port: ResolvedOutput, id: string): string {
  const { name, columns } = port;
  const { purpose, owner } = subject;
  const table = tableName(name);
  const element = `${table}.${(columns.find(({ primaryKey }) => primaryKey) ?? columns[0])?.name ?? ''}`;
  return yaml(CONTRACT_COMMENT, {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id,
    name: `${subject.name}, ${name}`,
    version: FIRST_VERSION,
    status: 'draft',
    domain: subject.domain,
    description: purpose === undefined ? undefined : { purpose },
    schema: [
      {
        name: table,
        logicalType: 'object',
        properties: properties(columns, subject.classification),
        quality: QUALITY,
      },
    ],
    roles: [{ role: `${table}-reader`, access: 'read', firstLevelApprovers: owner }],
    slaProperties: [
      { property: 'latency', value: HOURS[subject.serviceLevel], unit: 'h', element },
      { property: 'retention', value: 1, unit: 'y', element },
    ],
    team: owner === undefined ? undefined : { members: [{ username: owner, role: 'owner' }] },
  });
}

function properties(columns: readonly Column[], classification: string): Plain[] {
  let keys = 0;
  return columns.map(({ name, logicalType, required, primaryKey }) => {
    const primaryKeyPosition = primaryKey ? ++keys : undefined;
    return { name, logicalType, required, primaryKey, primaryKeyPosition, classification };
  });
}

/** What we rely on of a contract that is kept elsewhere: its identity, until somebody copies the rest. */
export function inputContract({ name, version, contractId }: ResolvedInput): string {
  return yaml(INPUT_COMMENT, {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: contractId,
    name,
    version,
    status: 'draft',
    description: { purpose: `Read here as the input port ${name}.` },
  });
}

function yaml(comment: string, mapping: Mapping): string {
  return `# ${comment}\n${yamlBlock(mapping)}`;
}

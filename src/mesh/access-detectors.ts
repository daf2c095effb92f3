import { find, isAbsent, textAt } from '../lint/document-matcher/path.js';
import type { DocumentNode } from '../lint/document-matcher/node.js';
import type { Detector } from '../lint/detector.js';
import { itemEdit } from '../lint/document-matcher/insertion.js';
import { insertInto, ownDescriptorsOf, rewriteScalar, someOf } from './advice.js';

/** Classes of columns that only some people may read. */
export const RESTRICTED = /^(?:confidential|restricted|highly[ _-]?confidential|strictly[ _-]?confidential|secret|pii)$/i;

/** The names of columns that only some people may read. */
function restrictedColumns(root: DocumentNode): string[] {
  return find(root, 'schema.*.properties.*').flatMap(({ node }) => (RESTRICTED.test(textAt(node, 'classification') ?? '') ? [textAt(node, 'name') ?? 'a column'] : []));
}

/** A contract in use has confidential columns and does not say who may read it. */
export const restrictedWithoutRole: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    const { root } = descriptor;
    const [schema] = find(root, 'schema');
    const columns = restrictedColumns(root);
    if (softened.severity || root.open || !schema || columns.length === 0 || !isAbsent(root, 'roles')) continue;
    const roles = [{ role: 'name-of-the-readers', access: 'read', firstLevelApprovers: 'name-of-the-owner' }];
    yield { span: schema.span, variables: { COLUMNS: someOf(columns) }, fixes: find(root, 'roles').length > 0 ? [] : insertInto([root], 'Add a role with an approver to fill in', 'roles', roles, context.document.text) };
  }
};

/** A contract in use has service levels and confidential columns, and does not say how long they are kept. */
export const noRetention: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    const { root } = descriptor;
    const [levels] = find(root, 'slaProperties');
    const columns = restrictedColumns(root);
    if (softened.severity || levels?.node.kind !== 'list' || levels.node.open || columns.length === 0) continue;
    const properties = levels.node.items.map(({ node }) => textAt(node, 'property'));
    if (properties.length === 0 || properties.some((property) => property === undefined || /retention|retain|deletion/i.test(property))) continue;
    const edit = itemEdit({ property: 'retention', value: 1, unit: 'year' }, levels.node, context.document.text);
    yield { span: levels.span, variables: { COLUMNS: someOf(columns) }, fixes: edit ? [{ title: 'Add a retention of a year, to be changed', safe: false, edits: [edit] }] : [] };
  }
};

/** Providers whose mailboxes belong to people. */
const MAILBOX = /^([\w.+-]+)@(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|gmx|ziggo|kpnmail|xs4all)\.(?:com|nl|de|fr|be|co\.uk|net)$/i;
/** Names that stand for nobody. */
const NOBODY = /^(?:(?:john|jane|jan|max|erika|foo|some|first|your|my|test|sample|example|user|customer|demo|dummy|fake|mail|e?mail|name|person|alice|bob|abc|xyz|a|x)[\w.+-]*)$/i;
/** Account numbers that banks and the registry of the IBAN print in their documentation. */
const PRINTED_IBANS = new Set(['GB82WEST12345698765432', 'GB29NWBK60161331926819', 'GB33BUKB20201555555555', 'DE89370400440532013000', 'NL91ABNA0417164300', 'FR1420041010050500013M02606', 'BE68539007547034', 'ES9121000418450200051332', 'CH9300762011623852957', 'IT60X0542811101000000123456', 'AT611904300234573201']);

/** Examples of a column might be taken from real data: once for each table. */
export const realLookingExample: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    for (const { node: table } of find(descriptor.root, 'schema.*')) {
      const examples = find(table, 'properties.*').flatMap(({ node }) => realExamples(node));
      const [first] = examples;
      if (!first) continue;
      const name = textAt(table, 'name') ?? 'this table';
      yield { span: first.span, ...softened, variables: { COLUMNS: someOf([...new Set(examples.map(({ column }) => column))]), TABLE: name }, fixes: [{ title: 'Put examples there that belong to nobody', safe: false, edits: examples.map(({ node, harmless }) => rewriteScalar(node, harmless, context.document.text)) }] };
    }
  }
};

interface RealExample {
  readonly column: string;
  readonly span: DocumentNode['span'];
  readonly node: DocumentNode;
  /** What to write instead: a mailbox of a domain kept for examples (RFC 2606), and numbers printed as examples. */
  readonly harmless: string;
}

function realExamples(column: DocumentNode): RealExample[] {
  const name = textAt(column, 'name') ?? 'a column';
  return find(column, 'examples.*').flatMap(({ node }) => {
    const harmless = harmlessFor(name, node.kind === 'scalar' ? String(node.value) : '');
    return harmless === undefined ? [] : [{ column: name, span: node.span, node, harmless }];
  });
}

function harmlessFor(column: string, text: string): string | undefined {
  if (isMailbox(text)) return 'name@example.com';
  if (isIban(text)) return 'NL91ABNA0417164300';
  return /(?:^|_)(?:bsn|burger_?service_?nummer)(?:$|_)/i.test(column) && isBsn(text) ? '123456782' : undefined;
}

function isMailbox(text: string): boolean {
  const [, person] = MAILBOX.exec(text) ?? [];
  return person !== undefined && !NOBODY.test(person);
}

/** The check of ISO 13616: letters count from 10, and the remainder by 97 is 1. */
function isIban(text: string): boolean {
  const iban = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban) || PRINTED_IBANS.has(iban) || /(\d)\1{5}|012345|123456/.test(iban)) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) => parseInt(letter, 36).toString());
  return BigInt(digits) % 97n === 1n;
}

/** The test by eleven of the Dutch citizen service number: weights 9 to 2, and -1 for the last digit. */
function isBsn(text: string): boolean {
  if (!/^\d{9}$/.test(text) || /^(\d)\1{5}|123456/.test(text)) return false;
  const sum = text.split('').reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0;
}

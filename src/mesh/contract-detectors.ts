import { find, isAbsent, textAt } from '../lint/document-matcher/path.js';
import type { DocumentNode } from '../lint/document-matcher/node.js';
import type { Detection, Detector } from '../lint/detector.js';
import { descriptorsOf, insertInto, ownDescriptorsOf, someOf } from './advice.js';

/** A table, and columns of it that a rule speaks of. */
function* tablesOf(root: DocumentNode): Generator<{ readonly name: string; readonly span: Detection['span']; readonly node: DocumentNode; readonly columns: readonly DocumentNode[] }> {
  for (const { node, span } of find(root, 'schema.*')) yield { name: textAt(node, 'name') ?? 'this table', span, node, columns: find(node, 'properties.*').map((place) => place.node) };
}

/** Columns of a table have no description: once for each table. */
export const undescribedColumns: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    for (const { name, span, columns } of tablesOf(descriptor.root)) {
      const bare = columns.filter((column) => ['description', 'businessName', 'authoritativeDefinitions'].every((key) => isAbsent(column, key)));
      if (bare.length === 0) continue;
      const names = bare.map((column) => textAt(column, 'name') ?? 'one without a name');
      yield { span, ...softened, variables: { COLUMNS: someOf(names), TABLE: name }, fixes: insertInto(bare, 'Add descriptions to fill in', 'description', 'What the value means, with its unit.', context.document.text) };
    }
  }
};

/** Parts of a column's name that speak of a person; the whole name must be made of such parts and harmless ones. */
const PERSONAL = /(?:^|_)(?:e_?mail(?:_?address)?|phone(?:_?number)?|mobile_?(?:phone|number)|telephone|birth_?(?:date|day)|date_?of_?birth|dob|first_?name|last_?name|family_?name|given_?name|maiden_?name|surname|iban|bsn|ssn|social_?security(?:_?number)?|passport(?:_?(?:no|number))?|tax_?id|ip_?address|home_?address|street_?address|credit_?card(?:_?number)?)(?:$|_(?:\d|hash|raw|clean|primary|home|work)$)/;

/** Columns whose name speaks of a person have no classification: once for each table. */
export const unclassifiedPersonalData: Detector = function* (context) {
  for (const { descriptor, softened } of descriptorsOf('DataContract', context)) {
    for (const { name, span, columns } of tablesOf(descriptor.root)) {
      const open = columns.filter((column) => isPersonal(column) && isAbsent(column, 'classification') && isAbsent(column, 'tags') && isAbsent(column, 'encryptedName'));
      if (open.length === 0) continue;
      const names = open.map((column) => textAt(column, 'name') ?? '');
      yield { span, ...(softened.severity ? { severity: 'info' as const } : {}), variables: { COLUMNS: someOf(names), TABLE: name }, fixes: insertInto(open, 'Classify them as confidential', 'classification', 'confidential', context.document.text) };
    }
  }
};

function isPersonal(column: DocumentNode): boolean {
  const name = (textAt(column, 'name') ?? '').replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll(/[-. ]/g, '_').toLowerCase();
  return PERSONAL.test(name) && !['boolean', 'object', 'array'].includes(textAt(column, 'logicalType') ?? '');
}

/** No table and no column has a check that a program can run: once for each contract with columns. */
export const noQualityCheck: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    const [schema] = find(descriptor.root, 'schema');
    const [first] = tablesOf(descriptor.root);
    if (!schema || !first || first.columns.length === 0) continue;
    const checks = find(descriptor.root, 'schema.**.quality.*');
    // A table whose checks are filled in later may have some.
    if (checks.some(({ node }) => textAt(node, 'type') !== 'text') || !isAbsentOrText(descriptor.root)) continue;
    const check = [{ type: 'library', metric: 'rowCount', mustBeGreaterThan: 0, description: 'An empty table means that a delivery failed.' }];
    const fixes = descriptor.release === 'v3.1.0' ? insertInto([first.node], 'Check that it is not empty', 'quality', check, context.document.text) : [];
    yield { span: schema.span, ...softened, fixes: isAbsent(first.node, 'quality') ? fixes : [] };
  }
};

function isAbsentOrText(root: DocumentNode): boolean {
  return find(root, 'schema.*').every(({ node }) => node.kind === 'mapping' && !node.open);
}

/** An active contract with tables promises no service level. */
export const noServiceLevel: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    const { root } = descriptor;
    const [first] = root.entries;
    if (!first || softened.severity || root.open || !isAbsent(root, 'slaProperties') || find(root, 'schema.*').length === 0) continue;
    const levels = [{ property: 'latency', value: 24, unit: 'h' }, { property: 'retention', value: 1, unit: 'year' }];
    yield { span: first.span, fixes: insertInto([root], 'Add how old the data may be and how long it is kept', 'slaProperties', levels, context.document.text) };
  }
};

/** A contract in use has tables and does not say where they are kept. */
export const noServer: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    const { root } = descriptor;
    const [schema] = find(root, 'schema');
    if (softened.severity || textAt(root, 'status') !== 'active' || root.open || !schema || !isAbsent(root, 'servers') || find(root, 'schema.*').length === 0) continue;
    const servers = [{ server: 'production', type: 'custom', description: 'Where the data can be read; change the type, and add what it asks for.' }];
    yield { span: schema.span, fixes: find(root, 'servers').length > 0 ? [] : insertInto([root], 'Add a server to fill in', 'servers', servers, context.document.text) };
  }
};

/** A service level speaks of a column that the contract does not have. */
export const unknownSlaElement: Detector = function* (context) {
  for (const { descriptor } of descriptorsOf('DataContract', context)) {
    const known = new Set([...tablesOf(descriptor.root)].flatMap(({ name, node, columns }) => [name, textAt(node, 'physicalName') ?? name, ...columns.flatMap((column) => columnNames(name, node, column))]));
    if (known.size === 0 || find(descriptor.root, 'schema.*').length !== [...tablesOf(descriptor.root)].length) continue;
    const told = new Set<string>();
    for (const { node } of find(descriptor.root, 'slaProperties.*.element')) {
      const element = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
      const missing = element?.split(',').map((part) => part.trim()).find((part) => /^\w+\.\w+$/.test(part) && !known.has(part));
      // One slip is often repeated in every level.
      if (missing !== undefined && !told.has(missing)) yield { span: node.span, variables: { ELEMENT: missing } };
      told.add(missing ?? '');
    }
  }
};

function columnNames(table: string, node: DocumentNode, column: DocumentNode): string[] {
  const names = ['name', 'physicalName'].flatMap((key) => textAt(column, key) ?? []);
  return [table, textAt(node, 'physicalName') ?? table].flatMap((prefix) => names.map((name) => `${prefix}.${name}`));
}

/** What a physical type says of the logical one; others are left to the writer. */
const LOGICAL_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(?:var|n|nvar)?char\b|^(?:text|string|clob|uuid)$|^character varying\b/i, 'string'],
  [/^(?:tiny|small|big)?int(?:eger)?\d*$|^(?:long|int64|int32)$/i, 'integer'],
  [/^(?:decimal|numeric|float|double|real)\b/i, 'number'],
  [/^bool(?:ean)?$/i, 'boolean'],
  [/^date$/i, 'date'],
];

/** Columns have a physical type only: once for each table. */
export const missingLogicalType: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    for (const { name, span, columns } of tablesOf(descriptor.root)) {
      const bare = columns.filter((column) => isAbsent(column, 'logicalType') && textAt(column, 'physicalType') !== undefined);
      if (bare.length === 0) continue;
      yield { span, ...softened, variables: { COLUMNS: someOf(bare.map((column) => textAt(column, 'name') ?? 'one without a name')), TABLE: name }, fixes: typeFixes(bare, context.document.text) };
    }
  }
};

function typeFixes(columns: readonly DocumentNode[], text: string): ReturnType<typeof insertInto> {
  const edits = columns.flatMap((column) => {
    const physical = textAt(column, 'physicalType') ?? '';
    const logical = LOGICAL_TYPES.find(([pattern]) => pattern.test(physical))?.[1];
    return logical === undefined ? [] : insertInto([column], '', 'logicalType', logical, text).flatMap((fix) => fix.edits);
  });
  return edits.length > 0 ? [{ title: 'Add the types that the physical ones tell', safe: false, edits }] : [];
}

/** Whether a column is called as keys of its table are: `id`, or `trip_id` in `trips`. */
function isKeyName(column: string, table: string): boolean {
  const [name, owner] = [column, table].map((word) => word.toLowerCase().replaceAll(/[^a-z\d]/g, '')) as [string, string];
  const stem = /^(.*)(?:id|key|uuid)$/.exec(name)?.[1];
  return stem !== undefined && (stem === '' || stem === owner || `${stem}s` === owner || `${stem}es` === owner);
}

/** No table has a key: once for each table with columns. */
export const noPrimaryKey: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    for (const { name, span, columns } of tablesOf(descriptor.root)) {
      if (columns.length < 2 || columns.some((column) => !isAbsent(column, 'primaryKey') || !isAbsent(column, 'unique') || !isAbsent(column, 'primaryKeyPosition'))) continue;
      const fixes = columns.filter((column) => isKeyName(textAt(column, 'name') ?? '', name)).flatMap((column) => insertInto([column], `Make ${textAt(column, 'name') ?? ''} the key`, 'primaryKey', true, context.document.text));
      yield { span, ...softened, variables: { TABLE: name }, fixes };
    }
  }
};

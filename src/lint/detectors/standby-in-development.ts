import type { TextEdit } from '../../document/edit.js';
import { literalValue } from '../../facts/call-arguments.js';
import { valueOf } from '../../facts/constructs.js';
import { declaredResources, propertyText, type DeclaredResource } from '../declared-resources.js';
import type { Detector } from '../detector.js';
import { find } from '../document-matcher/path.js';
import { nonProductionWord } from '../non-production.js';

/** Databases and caches, and the property that gives them a standby in a second zone. */
const STANDBYS: ReadonlyMap<string, string> = new Map([
  ['aws_db_instance', 'multi_az'],
  ['aws_elasticache_replication_group', 'multi_az_enabled'],
  ['AWS::RDS::DBInstance', 'MultiAZ'],
  ['AWS::ElastiCache::ReplicationGroup', 'MultiAZEnabled'],
  ['aws_rds.DatabaseInstance', 'multiAz'],
  ['aws_rds.CfnDBInstance', 'multiAz'],
]);

/** A second database that waits for the first to fail, in something that says it is for development or tests. */
export const standbyInDevelopment: Detector = function* ({ document }) {
  if (document.pathClasses.has('test')) return;
  for (const resource of declaredResources(document)) {
    const property = STANDBYS.get(resource.type);
    if (property === undefined || !isOn(resource, property)) continue;
    const word = nonProductionWord(document.path, `${resource.name} ${propertyText(resource, 'identifier') ?? propertyText(resource, 'DBInstanceIdentifier') ?? propertyText(resource, 'instanceIdentifier') ?? ''}`);
    const edit = switchedOff(resource, property, document.text);
    if (word !== undefined && edit) yield { span: edit, match: resource.match, variables: { WORD: word }, fixes: [{ title: 'Without a standby', safe: false, edits: [edit] }] };
  }
};

function isOn(resource: DeclaredResource, property: string): boolean {
  if (resource.notation === 'cdk') return literalValue(resource.source.tree, valueOf(resource.construct.props, property)) === true;
  return propertyText(resource, property)?.toLowerCase() === 'true';
}

/** `False` in Python, `"false"` where the truth was in quotes. */
function switchedOff(resource: DeclaredResource, property: string, text: string): TextEdit | undefined {
  const span = resource.notation === 'cdk' ? resource.source.tree.span(valueOf(resource.construct.props, property)) : find(resource.properties, property)[0]?.node.span;
  if (!span) return undefined;
  return { ...span, text: text.slice(span.start, span.end).replace('True', 'False').replace('true', 'false') };
}

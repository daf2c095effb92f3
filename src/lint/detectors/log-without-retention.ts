import type { TextEdit } from '../../document/edit.js';
import { insertProperty } from '../../facts/construct-edits.js';
import { declaredResources, insertedProperty, isWithout, propertyText, type DeclaredResource } from '../declared-resources.js';
import type { Detector } from '../detector.js';

/** Log groups by notation, and the property that says for how many days they keep what is written to them. */
const LOG_GROUPS: ReadonlyMap<string, string> = new Map([
  ['aws_cloudwatch_log_group', 'retention_in_days'],
  ['AWS::Logs::LogGroup', 'RetentionInDays'],
  // The level 2 construct keeps logs for two years by itself.
  ['aws_logs.CfnLogGroup', 'retentionInDays'],
]);
const CHOICES = [30, 90, 365];

/** Log groups of CloudWatch that keep everything for ever, as they do when nobody says for how long. */
export const logWithoutRetention: Detector = function* ({ document }) {
  if (document.pathClasses.has('test')) return;
  for (const resource of declaredResources(document)) {
    const property = LOG_GROUPS.get(resource.type);
    if (property === undefined || !isWithout(resource, property)) continue;
    // A group of class DELIVERY keeps everything for two days, whatever is set.
    if (/"?DELIVERY"?/.test(propertyText(resource, 'log_group_class') ?? propertyText(resource, 'LogGroupClass') ?? '')) continue;
    const fixes = CHOICES.flatMap((days) => {
      const edit = retention(resource, document.text, property, days);
      return edit ? [{ title: `Keep logs for ${days} days`, safe: false, edits: [edit] }] : [];
    });
    yield { span: resource.span, match: resource.match, variables: { LOG: resource.name || 'This log group' }, fixes };
  }
};

function retention(resource: DeclaredResource, text: string, property: string, days: number): TextEdit | undefined {
  if (resource.notation !== 'cdk') return insertedProperty(resource, text, property, days);
  return insertProperty(resource.source.tree, resource.construct.props, property, String(days));
}

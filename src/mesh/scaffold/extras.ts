import { columnsFacets, DATASETS, JOB_SCHEMA, PRODUCER } from '../open-lineage-spec.js';
import { entityName, folderName } from '../slug.js';
import { yamlScalar, type FillTemplate } from '../template.js';
import { yamlBlock, type Mapping } from '../yaml-block.js';
import type { ResolvedAnswers, ResolvedOutput } from './resolve.js';

/** What the extras name besides the answers. */
export interface ExtrasContext {
  /** The folder of the product, relative to the workspace folder. */
  readonly folder: string;
  readonly contractIdOf: (port: ResolvedOutput) => string;
  /** The day of the first run, `YYYY-MM-DD`. */
  readonly day: string;
  /** The version of Talklint the checks install. */
  readonly version: string;
}

/** Where the check of the product lives, relative to the workspace folder, and its text; undefined without one. */
export function ciFile(
  answers: ResolvedAnswers,
  { folder, version }: ExtrasContext,
  page: FillTemplate,
): [string, string] | undefined {
  // A dot is in neither name, so no two products share the file.
  const slug = `${folderName(answers.domain)}.${folderName(answers.name)}`;
  const file = `data-product-${slug}.yml`;
  const values = (self: string) => ({
    slug,
    version,
    self: yamlScalar(self),
    folder: yamlScalar(folder),
    title: yamlScalar(`Data product ${answers.name}`),
  });
  switch (answers.ci) {
    case 'github': {
      const path = `.github/workflows/${file}`;
      return [path, page('github-workflow.yml', { ...values(path), paths: yamlScalar(`${folder}/**`) })];
    }
    case 'gitlab': {
      const path = `.gitlab/${file}`;
      const [job, paths] = [yamlScalar(`data-product-${slug}`), yamlScalar(`${folder}/**/*`)];
      return [path, page('gitlab-ci.yml', { ...values(path), job, paths })];
    }
    default:
      return undefined;
  }
}

/** The product as a system and its ports as APIs, in the words of a Backstage catalog. */
export function backstageCatalog(answers: ResolvedAnswers): string {
  const [domain, owner] = [entityName(answers.domain), `group:default/${entityName(answers.team.name)}`];
  const system = entityName(answers.domain, answers.name);
  const entity = (kind: string, name: string, title: string, spec: Mapping) =>
    yamlBlock({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name, title, description: answers.purpose },
      spec,
    });
  const apis = answers.outputPorts.map(({ name }) =>
    entity('API', entityName(answers.domain, answers.name, name), `${answers.name}, ${name}`, {
      type: 'data-contract',
      lifecycle: 'experimental',
      owner,
      system,
      definition: { $text: `./contracts/${folderName(name)}.v1.odcs.yaml` },
    }),
  );
  return [entity('System', system, answers.name, { owner, domain }), ...apis].join('---\n');
}

/** The lineage of the product as it is designed, as a static JobEvent of OpenLineage, spec 2-0-2. */
export function openLineage(answers: ResolvedAnswers, { contractIdOf, day }: ExtrasContext): string {
  const dataset = (name: string, columns: ResolvedOutput['columns']) => ({
    namespace: DATASETS,
    name,
    ...columnsFacets(columns.map((column) => ({ name: column.name, type: column.logicalType }))),
  });
  const event = {
    eventTime: `${day}T00:00:00Z`,
    producer: PRODUCER,
    schemaURL: JOB_SCHEMA,
    job: { namespace: answers.domain, name: answers.name },
    inputs: answers.inputPorts.map(({ contractId, columns }) => dataset(contractId, columns)),
    outputs: answers.outputPorts.map((port) => dataset(contractIdOf(port), port.columns)),
  };
  return `${JSON.stringify(event, null, 2)}\n`;
}

import { yearAfter } from '../calendar.js';
import { folderName, tableName } from '../slug.js';
import { markdownText, yamlScalar } from '../template.js';
import type { ResolvedAnswers } from './resolve.js';

/** What the Markdown pages of a product name. `day` is the day of the first run, `YYYY-MM-DD`. */
export function pageValues(answers: ResolvedAnswers, day: string): Record<string, string> {
  const owner = markdownText(answers.team.owner);
  return {
    ...portValues(answers, owner),
    name: markdownText(answers.name),
    purpose: markdownText(answers.purpose),
    domain: markdownText(answers.domain),
    owner,
    ownerScalar: yamlScalar(answers.team.owner),
    team: markdownText(answers.team.name),
    type: answers.type,
    classification: answers.classification,
    personalData: answers.personalData
      ? 'It holds personal data.'
      : 'As far as is known it holds no personal data.',
    serviceLevel: answers.serviceLevel,
    reviewed: day,
    nextReview: yearAfter(day),
  };
}

function portValues(answers: ResolvedAnswers, owner: string): Record<string, string> {
  const { inputPorts, outputPorts, classification } = answers;
  const inputs = inputPorts.map(
    ({ name, version, isExternal }) => `- ${markdownText(name)} ${version}${isExternal ? ', from outside' : ''}`,
  );
  const outputs = outputPorts.map(({ name, kind }) => {
    const [shown, role] = [markdownText(name), `${tableName(name)}-reader`];
    return {
      canvas: `- ${shown}: ${classification}, for those who have the role \`${role}\``,
      readme: `| ${shown} | ${kind} | contracts/${folderName(name)}.v1.odcs.yaml |`,
      policy: `| ${shown} | ${role} | ${owner} |`,
    };
  });
  return {
    inputs: inputs.join('\n') || 'The data is collected by this team itself.',
    outputs: outputs.map(({ canvas }) => canvas).join('\n'),
    ports: outputs.map(({ readme }) => readme).join('\n'),
    roles: outputs.map(({ policy }) => policy).join('\n'),
  };
}

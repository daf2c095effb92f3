import {
  CI_SYSTEMS,
  CLASSIFICATIONS,
  PORT_KINDS,
  PRODUCT_TYPES,
  SERVICE_LEVELS,
  TEAM_TYPES,
  TRANSFORMATIONS,
  type OutputPortAnswer,
  type ProductAnswers,
} from '../protocol/product-answers.js';
import { EXTERNAL, MOST_OUTPUTS, textIn } from './product-steps.js';
import type { Answers } from './steps.js';

/** The answers of the dialogue in the shape of an answers file. */
export function productAnswers(answers: Answers): ProductAnswers {
  const extras = answers['extras'] ?? [];
  return {
    domain: textIn(answers, 'domain'),
    name: textIn(answers, 'name'),
    purpose: textIn(answers, 'purpose'),
    type: word(answers, 'type', PRODUCT_TYPES),
    inputPorts: inputsIn(answers),
    outputPorts: outputsIn(answers),
    classification: word(answers, 'classification', CLASSIFICATIONS),
    personalData: answers['personalData'] === 'yes',
    serviceLevel: word(answers, 'serviceLevel', SERVICE_LEVELS),
    team: {
      name: textIn(answers, 'team'),
      owner: textIn(answers, 'owner'),
      type: word(answers, 'teamType', TEAM_TYPES),
    },
    transformation: word(answers, 'transformation', TRANSFORMATIONS),
    ci: word(answers, 'ci', CI_SYSTEMS),
    backstage: extras.includes('backstage'),
    openLineage: extras.includes('openLineage'),
    ...(extras.includes('codeOwner') ? { codeOwner: textIn(answers, 'codeOwner') } : {}),
  };
}

/** One output port as the dialogue keeps it under a prefix. */
export function outputAnswer(answers: Answers, prefix: string): OutputPortAnswer {
  return {
    name: textIn(answers, prefix),
    kind: word(answers, `${prefix}-kind`, PORT_KINDS),
    columns: textIn(answers, `${prefix}-columns`),
  };
}

function outputsIn(answers: Answers): OutputPortAnswer[] {
  const outputs: OutputPortAnswer[] = [];
  for (let i = 0; i < MOST_OUTPUTS; i++) {
    outputs.push(outputAnswer(answers, `output-${i}`));
    if (answers[`output-${i}-more`] !== 'yes') break;
  }
  return outputs;
}

function inputsIn(answers: Answers): NonNullable<ProductAnswers['inputPorts']> {
  const ticked = answers['inputs'];
  const references = typeof ticked === 'string' || ticked === undefined ? [] : ticked;
  const external = { external: textIn(answers, 'external'), contract: textIn(answers, 'externalContract') };
  return references.map((reference) => (reference === EXTERNAL ? external : reference));
}

/** The answer where it is one of the words, else the first of them. */
function word<Word extends string>(
  answers: Answers,
  field: string,
  [first, ...others]: readonly [Word, ...Word[]],
): Word {
  return others.find((other) => other === answers[field]) ?? first;
}

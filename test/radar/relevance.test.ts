import { describe, expect, it } from 'vitest';
import { buildSearchIndex, Search } from '../../src/radar/search.js';
import { loadContent } from '../support/engine.js';

/** Questions people would type, each with the pages that answer it; `kind:id`. */
const FIXTURE: Readonly<Record<string, readonly (readonly [query: string, ...answers: string[]])[]>> = {
  exact: [
    ['polars', 'blip:polars'],
    ['pandas', 'blip:pandas'],
    ['Scaphandre', 'blip:scaphandre'],
    ['infracost', 'blip:infracost'],
    ['shodan', 'blip:shodan'],
    ['data mesh', 'blip:data-mesh'],
    ['zero trust', 'blip:zero-trust'],
    ['cloud carbon footprint', 'blip:cloud-carbon-footprint'],
    ['CUPID', 'blip:cupid', 'talk:cdk-cupid#cupid'],
    ['arrow2', 'blip:arrow2'],
    ['human in the loop', 'blip:human-in-loop'],
    ['redaction sudoku', 'talk:osint#redaction-sudoku'],
    ['team topologies', 'talk:data-mesh#team-topologies', 'blip:team-topologies'],
    ['myths we do not lint', 'blip:myths-not-linted'],
    ['jevons paradox', 'blip:jevons-paradox', 'talk:sustainable-it#efficiency-and-its-rebound'],
    ['leafcloud', 'blip:leafcloud'],
    ['low code', 'blip:low-code'],
    ['reverse image search', 'blip:reverse-image'],
    ['copy on write', 'blip:cow'],
  ],
  prefix: [
    ['scaph', 'blip:scaphandre'],
    ['kuber', 'blip:kubernetes'],
    ['terraf', 'blip:terraform'],
    ['data eth', 'blip:data-ethics-canvas', 'talk:data-mesh#data-ethics-canvas'],
    ['jupy', 'blip:jupyterlab'],
    ['right', 'blip:rightsizing'],
    ['embed', 'blip:embeddings'],
    ['koom', 'blip:koomeys-law'],
    ['fairl', 'blip:fairness', 'tip:fairlearn-import'],
    ['wigl', 'blip:wigle'],
  ],
  typo: [
    ['pnadas', 'blip:pandas'],
    ['kubernets', 'blip:kubernetes'],
    ['scafandre', 'blip:scaphandre'],
    ['terrafrom', 'blip:terraform'],
    ['showdan', 'blip:shodan'],
    ['least privelege', 'blip:least-privilege', 'talk:zero-trust#zero-trust'],
    ['data mehs', 'blip:data-mesh'],
    ['perimiter security', 'blip:perimeter-security', 'talk:zero-trust'],
    ['hi plot', 'blip:hiplot'],
    ['jevon', 'blip:jevons-paradox', 'talk:sustainable-it#efficiency-and-its-rebound'],
    ['kadster', 'blip:kadaster'],
    ['data hording', 'blip:data-hoarding', 'talk:data-mesh#data-ethics-canvas', 'blip:data-ethics-canvas'],
  ],
  synonym: [
    ['sklearn', 'blip:sklearn'],
    ['scikit learn', 'blip:sklearn'],
    ['open source intelligence', 'blip:osint', 'talk:osint'],
    ['k8s', 'blip:kubernetes'],
    ['aws cdk', 'blip:cdk', 'talk:cdk-cupid'],
    ['vectors for text', 'blip:embeddings', 'talk:train-humans#embeddings-and-clusters'],
    ['Ritchie Vink', 'talk:polars'],
    ['garbage collector', 'talk:polars#corrections-and-caveats', 'talk:polars#rust', 'blip:rust'],
    ['75x', 'blip:language-energy'],
    ['energy ranking of languages', 'blip:language-energy'],
    ['global interpreter lock', 'blip:gil'],
    ['backstage', 'blip:developer-portal', 'tip:backstage'],
    ['tracking pixel', 'blip:mail-tracking'],
    ['people you may know', 'blip:contact-leak'],
    ['have i been pwned', 'blip:comb'],
    ['transfer learning', 'blip:pretrained-models'],
    ['kafka', 'blip:low-latency-data', 'tip:kafka-client'],
    ['automl', 'blip:model-throwing', 'tip:automl'],
    ['google dorks', 'blip:google-operators', 'blip:osint'],
    ['single quotes', 'blip:myths-not-linted'],
    ['global variable', 'blip:myths-not-linted'],
    ['StringBuilder capacity', 'blip:myths-not-linted'],
    ['SVG instead of PNG', 'blip:myths-not-linted'],
    ['ecocode', 'blip:myths-not-linted'],
  ],
  code: [
    ['pl.scan_csv', 'talk:polars#what-to-do-on-monday', 'blip:lazy-query', 'tip:polars-import', 'blip:polars'],
    ['scan_parquet', 'talk:polars#what-to-do-on-monday', 'blip:lazy-query', 'blip:polars'],
    ['verify=False', 'rule:trust/tls-verification-off', 'blip:encrypt-transit'],
    ['rejectUnauthorized', 'rule:trust/tls-verification-off'],
    ['df.iterrows()', 'rule:polars/row-loop'],
    ['aws-cdk-lib', 'blip:cdk'],
    ['@aws-cdk/core', 'blip:cdk'],
    ['umap-learn', 'blip:umap'],
    ['eu-north-1', 'rule:green/carbon-heavy-region', 'blip:region-relocation', 'talk:sustainable-it#what-developers-can-do', 'talk:sustainable-it#green-energy-in-the-cloud'],
    ['CfnBucket', 'rule:cdk/prefer-l2'],
    ['polars/row-loop', 'rule:polars/row-loop'],
    ['++i', 'blip:myths-not-linted'],
    ['i++', 'blip:myths-not-linted'],
    ['for loop length', 'blip:myths-not-linted'],
    ['try catch', 'blip:myths-not-linted'],
    ['switch', 'blip:myths-not-linted'],
    ['SVG', 'blip:myths-not-linted'],
    ['switch or if else', 'blip:myths-not-linted'],
    ['range(len)', 'blip:myths-not-linted'],
    ['CSS shorthand', 'blip:myths-not-linted'],
    ['pl.col', 'blip:expression-api', 'talk:polars#expression-api'],
    ['retention_in_days', 'tip:tf-log-group'],
    ['tj-actions/changed-files', 'tip:gha-changed-files'],
    ['persist-credentials', 'tip:gha-checkout'],
    ['requires_grad', 'blip:dense-head', 'tip:torch-import'],
  ],
  question: [
    ['why is pandas slow?', 'blip:pandas', 'talk:polars#why-polars', 'talk:polars#what-pandas-inherited', 'blip:eager-eval'],
    ['how do I measure the energy of a process', 'blip:scaphandre', 'talk:sustainable-it#measuring-close-to-the-hardware', 'talk:sustainable-it#tools', 'blip:low-level-measurement'],
    ['should I train a model on the test set?', 'rule:human/fit-on-test', 'blip:sklearn'],
    ['what is a data product', 'blip:data-as-a-product', 'talk:data-mesh#domain-data-products'],
    ['is a firewall enough?', 'blip:firewall', 'blip:perimeter-security', 'talk:zero-trust', 'talk:zero-trust#what-a-perimeter-is', 'talk:zero-trust#why-the-wall-fails'],
    ['which cloud region emits least carbon', 'blip:region-relocation', 'rule:green/carbon-heavy-region', 'talk:sustainable-it#what-developers-can-do'],
    ['how can I tell whether an account exists', 'rule:osint/user-enumeration', 'talk:osint#account-and-contact-probing', 'blip:user-enumeration'],
    ['what to do on Monday about data mesh', 'talk:data-mesh#what-to-do-on-monday'],
    ['which programming language uses the least energy', 'blip:language-energy'],
    ['is ++i greener than i++', 'blip:myths-not-linted'],
    ['why is there no rule for switch statements', 'blip:myths-not-linted'],
    ['is Rust 75 times greener than Python', 'blip:language-energy', 'blip:rust', 'blip:python-compute'],
    ['who owns this domain name', 'blip:whois', 'tip:whois-import', 'blip:sidn'],
    ['can I mask a phone number with stars', 'blip:inconsistent-redaction', 'tip:phonenumbers-import', 'talk:osint#redaction-sudoku'],
    ['my data does not fit in memory', 'blip:streaming-oom', 'talk:polars#streaming-and-the-demo'],
    ['should we buy a data mesh product', 'blip:technology-first-mesh', 'blip:data-mesh'],
  ],
};

const DEPTH = 10;
const { knowledge } = await loadContent();
const search = new Search(buildSearchIndex(knowledge));

function rankOf([query, ...answers]: readonly [string, ...string[]]): number {
  return search.search(query, DEPTH).findIndex((result) => answers.includes(`${result.kind}:${result.id}`)) + 1;
}

const known = new Set([
  ...knowledge.blips.map((blip) => `blip:${blip.id}`),
  ...knowledge.rules.map((rule) => `rule:${rule.id}`),
  ...knowledge.tips.map((tip) => `tip:${tip.id}`),
  ...knowledge.talks.flatMap((talk) => [`talk:${talk.id}`, ...talk.sections.map((section) => `talk:${talk.id}#${section.anchor}`)]),
]);
const queries = Object.values(FIXTURE).flat();

describe('relevance on the real content', () => {
  it('has a page for every query', () => {
    expect(queries.filter(([, ...answers]) => !answers.some((answer) => known.has(answer))).map(([query]) => query)).toEqual([]);
  });

  it('puts an answer first nearly always: mean reciprocal rank at least .9', () => {
    const ranks = queries.map((query) => ({ query: query[0], rank: rankOf(query) }));
    const mean = ranks.reduce((sum, { rank }) => sum + (rank === 0 ? 0 : 1 / rank), 0) / ranks.length;
    expect(mean, `not first: ${JSON.stringify(ranks.filter(({ rank }) => rank !== 1))}`).toBeGreaterThanOrEqual(0.9);
  });

  it.each(Object.keys(FIXTURE))('has an answer among the first five for every query of the kind "%s"', (kind) => {
    expect(FIXTURE[kind]?.filter((query) => rankOf(query) === 0 || rankOf(query) > 5).map(([query]) => query)).toEqual([]);
  });

  it('finds every blip by its title', () => {
    expect(knowledge.blips.filter((blip) => !search.search(blip.title, 1).some((result) => result.title.toLowerCase() === blip.title.toLowerCase())).map((blip) => blip.id)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { talklint } from '../support/cli.js';

describe('arguments', () => {
  test.each([
    [['check', '--no-such-option'], /^talklint: Unknown option '--no-such-option'; see `talklint --help`\.\n$/],
    [['check', '--format', 'xml'], /^talklint: --format must be one of text, json, sarif, github, not "xml"\.\n$/],
    [['check', '--rule', 'no/such'], /^talklint: there is no rule "no\/such"; see `talklint rules list`\.\n$/],
    [['explain', 'no/such'], /^talklint: there is no rule "no\/such"/],
    [['frobnicate'], /^talklint: there is no command "frobnicate"; see `talklint --help`\.\n$/],
    [['chek'], /^talklint: there is no command "chek"; did you mean check\?\n$/],
    [['check', '--formt', 'json'], /^talklint: Unknown option '--formt'; did you mean --format\?\n$/],
    [['check', '--format', 'sarfi'], /^talklint: --format must be one of text, json, sarif, github, not "sarfi"; did you mean sarif\?\n$/],
    [['check', '--fail-on', 'fatal'], /^talklint: --fail-on must be one of error, warning, info, hint, not "fatal"\.\n$/],
    [['check', '--rule', 'polars/row-lop'], /^talklint: there is no rule "polars\/row-lop"; did you mean polars\/row-loop\?\n$/],
    [['check', '--talk', 'zero-trst'], /^talklint: there is no talk "zero-trst"; did you mean zero-trust\?\n$/],
    [['check', '--talk', 'blockchain'], /^talklint: there is no talk "blockchain"; the talks are .*polars.*\.\n$/],
    [['check', '--jobs', '0'], /^talklint: --jobs must be a whole number from 1 to 64, not "0"\.\n$/],
    [['check', '--jobs', 'many'], /^talklint: --jobs must be a whole number from 1 to 64, not "many"\.\n$/],
    [['check', '-'], /^talklint: say with --stdin-filename as which file standard input is checked\.\n$/],
    [['check', '--stdin-filename', 'a.py', 'src'], /^talklint: --stdin-filename checks standard input alone; leave out the paths\.\n$/],
    [['rules', 'tst'], /^talklint: talklint rules has no "tst"; did you mean test\?\n$/],
    [['rules'], /^talklint: say what to do: talklint rules with one of list, test, new\.\n$/],
    [['product', 'make'], /^talklint: talklint product has no "make"; it has new, add, check, lineage, canvas, readiness\.\n$/],
    [['explain', 'polars/rowloop'], /^talklint: there is no rule "polars\/rowloop"; did you mean polars\/row-loop\?\n$/],
  ])('%j ends with 2 and one sentence', async (args, sentence) => {
    const { status, out, err } = await talklint(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(sentence);
  });

  test('the help names every option of check', async () => {
    const { status, out } = await talklint(['check', '--help']);
    expect(status).toBe(0);
    for (const option of ['format', 'rule', 'talk', 'fix', 'fail-on', 'baseline', 'jobs', 'stdin-filename', 'no-ignore']) expect(out).toContain(`--${option}`);
  });
});

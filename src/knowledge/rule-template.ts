/** A rule page that works as it stands, to be rewritten piece by piece. */
export function newRulePage(id: string): string {
  return `---
id: ${id}
talk: none
languages: [python]
severity: info
default: on
evidence:
  kind: convention
  effect: "say what the rule saves or prevents, with a number where there is one"
  source: "say where a reader can check it"
---

# Call to {NAME}

One sentence that says what is wrong and what to do; it is what the hover shows.

## Why it matters

Three to eight sentences for somebody who never heard of it. Say when to ignore the hint.

## Match

\`\`\`yaml
rule:
  pattern: $NAME($$$ARGUMENTS)
constraints:
  NAME: { regex: "^deprecated_" }
\`\`\`

## Bad

\`\`\`python {1}
deprecated_call(1)
\`\`\`

\`\`\`python {2}
def work():
    return deprecated_call()
\`\`\`

## Good

\`\`\`python
call(1)
\`\`\`

\`\`\`python
# The name alone is no call.
handler = deprecated_call
\`\`\`
`;
}

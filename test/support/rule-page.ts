/** A rule page for Python that reports calls of `name` and mends them by what `replace` says; `$X` stands for their argument. */
export function rulePage(name: string, replace: string, safe = true): string {
  return `---
id: team/${name}
talk: none
languages: [python]
severity: warning
default: on
evidence:
  kind: convention
  effect: "none, this is a test"
  source: "none, this is a test"
---

# Call of ${name}

A test's own rule.

## Why it matters

It does not.

## Match

\`\`\`yaml
rule:
  pattern: ${name}($X)
\`\`\`

## Fix

\`\`\`yaml
title: Mend the call
safe: ${String(safe)}
replace: "${replace}"
\`\`\`

## Bad

\`\`\`python {1}
${name}(1)
\`\`\`

\`\`\`python {2}
x = 1
${name}(x)
\`\`\`

## Good

\`\`\`python
other(1)
\`\`\`

\`\`\`python
x = ${name}
\`\`\`
`;
}

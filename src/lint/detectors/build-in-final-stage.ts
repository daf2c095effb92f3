import { throwIfCancelled } from '../../document/ports.js';
import type { Detector } from '../detector.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { find, textAt } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import { isForDevelopers, runsOf, startsProgram, type Run } from './dockerfile-stages.js';
import { fatBaseOf } from './fat-base-image.js';
import { commandsIn, programName, type ShellCommand } from './shell-commands.js';

/** How one tool builds, and what a second stage would look like. */
interface Builder {
  readonly programs: RegExp;
  /** The arguments that make it build, joined by blanks. */
  readonly builds: RegExp;
  /** What stays in the image though nothing runs it. */
  readonly leaves: string;
  /** The second stage, after `FROM … AS build`. */
  readonly second: string;
}

const BUILDERS: readonly Builder[] = [
  { programs: /^go$/, builds: /^(?:build|install \.)/, leaves: 'the Go compiler and the sources', second: 'FROM gcr.io/distroless/static-debian12\nCOPY --from=build /server /server\nENTRYPOINT ["/server"]' },
  { programs: /^(?:cargo)$/, builds: /^(?:\+\S+ )?(?:build|install --path)\b/, leaves: 'the Rust compiler, the sources and the folder `target`', second: 'FROM debian:bookworm-slim\nCOPY --from=build /app/target/release/server /usr/local/bin/server\nENTRYPOINT ["server"]' },
  { programs: /^(?:mvn|mvnw)$/, builds: /\b(?:package|install|verify)\b/, leaves: 'Maven, the compiler and the local repository', second: 'FROM eclipse-temurin:21-jre\nCOPY --from=build /app/target/app.jar /app.jar\nENTRYPOINT ["java", "-jar", "/app.jar"]' },
  { programs: /^(?:gradle|gradlew)$/, builds: /\b(?:build|assemble|bootJar|shadowJar|installDist|jar)\b/, leaves: 'Gradle, the compiler and its caches', second: 'FROM eclipse-temurin:21-jre\nCOPY --from=build /app/build/libs/app.jar /app.jar\nENTRYPOINT ["java", "-jar", "/app.jar"]' },
  { programs: /^dotnet$/, builds: /^(?:publish|build)\b/, leaves: 'the .NET SDK and the sources', second: 'FROM mcr.microsoft.com/dotnet/aspnet:8.0\nCOPY --from=build /app/publish /app\nENTRYPOINT ["dotnet", "/app/App.dll"]' },
  { programs: /^(?:npm|pnpm|yarn|bun)$/, builds: /^(?:-\S+ )*(?:run )?(?:-\S+ )*build(?::prod(?:uction)?)?(?: |$)/, leaves: 'the tools of the build and the packages for development', second: 'FROM node:22-alpine\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev && npm cache clean --force\nCOPY --from=build /app/dist ./dist\nCMD ["node", "dist/main.js"]' },
  { programs: /^tsc$/, builds: /^/, leaves: 'the TypeScript compiler and the packages for development', second: 'FROM node:22-alpine\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev && npm cache clean --force\nCOPY --from=build /app/dist ./dist\nCMD ["node", "dist/main.js"]' },
  { programs: /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)$/, builds: /\S/, leaves: 'the compiler and the sources', second: 'FROM debian:bookworm-slim\nCOPY --from=build /app/server /usr/local/bin/server\nENTRYPOINT ["server"]' },
  { programs: /^cmake$/, builds: /^--build\b/, leaves: 'the compiler and the sources', second: 'FROM debian:bookworm-slim\nCOPY --from=build /app/build/server /usr/local/bin/server\nENTRYPOINT ["server"]' },
];

/** In the same `RUN`: what was needed for the build is taken away again, or only asked for its version. */
const TIDIES_UP = /\bapk\s+(?:--\S+\s+)*del\b|\b(?:apt-get|apt|dnf|yum|microdnf)\s+(?:-\S+\s+)*(?:purge|remove|autoremove|erase)\b|\brm\s+-[rf]+\s[^&;]*(?:node_modules|go\/pkg|\.cargo|\.m2|usr\/local\/go)|\bprune\b/;
/** In the last `RUN`: the packages for development go again. Somebody has thought of it, though their layer stays. */
const TIDIES_LATER = /\b(?:npm|pnpm)\s+prune\b|--omit[= ]dev|--prod(?:uction)?\b|workspaces focus/;
/** Programs that build or watch while they run, so that they need their tools. */
const NEEDS_TOOLS = /\b(?:dev|watch|test|tests|nodemon|ts-node|tsx|air|reflex|pytest|tox|jest|vitest|cypress|playwright|go\s+(?:run|test)|cargo\s+(?:run|test|bench|watch)|(?:mvnw?|gradlew?)|dotnet\s+(?:run|watch|test)|make|storybook|bash|sh)\b/;

/** A compiler or bundler runs in the stage that is shipped and started, on an image `green/fat-base-image` has nothing to say about. */
export const buildInFinalStage: Detector = function* ({ document }, token) {
  const { tree } = document;
  const [root] = documentTrees(document);
  if (!tree || !root || isForDevelopers(document) || !startsProgram(root) || needsTools(root) || fatBaseOf(root)) return;
  const { shipped } = runsOf(document);
  if (TIDIES_LATER.test(shipped.at(-1)?.shell.text ?? '')) return;
  for (const run of shipped) {
    throwIfCancelled(token);
    const found = buildIn(run);
    if (!found) continue;
    const { command, builder } = found;
    const span = run.shell.toHost(run.tree.span(command.node));
    const image = textAt(find(root, 'stages.-1.**.FROM').at(-1)?.node ?? root, 'image') ?? '…';
    yield {
      span,
      match: tree.span(run.node),
      variables: { COMMAND: nameOf(command), LEAVES: builder.leaves },
      details: `Name this stage and let a second one take only the result, with the paths of your project:\n\n\`\`\`dockerfile\nFROM ${image} AS build\n# … as it is now\n\n${builder.second}\n\`\`\``,
    };
    return;
  }
};

function needsTools(root: DocumentNode): boolean {
  return [...find(root, 'stages.-1.**.CMD'), ...find(root, 'stages.-1.**.ENTRYPOINT')].some(({ node }) => node.kind === 'scalar' && NEEDS_TOOLS.test(String(node.value).replaceAll(/[[\]",]+/g, ' ')));
}

function buildIn(run: Run): { readonly command: ShellCommand; readonly builder: Builder } | undefined {
  if (TIDIES_UP.test(run.shell.text)) return undefined;
  for (const command of commandsIn(run.tree)) {
    const words = command.words.slice(1).map(({ text }) => text).join(' ');
    const builder = command.isConditional ? undefined : BUILDERS.find(({ programs, builds }) => programs.test(programName(command.words)) && builds.test(words) && !/(?:^|\s)(?:--version|--help)\b/.test(words));
    if (builder) return { command, builder };
  }
  return undefined;
}

/** The program and what it is told to do, in two words at most. */
function nameOf({ words }: ShellCommand): string {
  const isVerb = (word: string | undefined) => word !== undefined && /^\w[\w:-]*$/.test(word);
  const texts = words.slice(1).map(({ text }) => text);
  const first = texts.findIndex(isVerb);
  const verbs = first < 0 ? [] : texts.slice(first, first + 2).filter((text, index) => index === 0 || isVerb(text));
  return [programName(words), ...verbs].join(' ');
}

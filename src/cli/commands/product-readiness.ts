import { PathClassifier } from '../../facts/collect.js';
import { readinessOf } from '../../mesh/readiness/readiness.js';
import { relativeLink, reportJson, reportMarkdown } from '../../mesh/readiness/report.js';
import { spiderSvg } from '../../mesh/readiness/spider.js';
import { isSurveyed, surveyOf, type SurveyedText } from '../../mesh/readiness/survey.js';
import { nodeClock } from '../../platform/node.js';
import { oneOf, readArguments } from '../arguments.js';
import { loadEngine, problemLine, UsageError, type CommandContext, type Problem } from '../context.js';
import { findFiles, readTask } from '../files.js';

const READINESS_FORMATS = ['markdown', 'json', 'svg'] as const;

/** `talklint product readiness [path]`: evidence and questions on six axes; it judges nothing, so it ends with 0. */
export async function productReadiness(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { format: { type: 'string', default: 'markdown' } });
  const format = oneOf('--format', values.format, READINESS_FORMATS);
  if (positionals.length > 1) throw new UsageError('name one folder, or none for the working folder.');
  const { engine, config } = await loadEngine(context);
  await engine.dispose();
  const found = await findFiles(positionals, () => true, context);
  const classes = new PathClassifier(config.paths);
  const own = found.tasks.filter(({ name }) => !classes.classesOf(name).has('test') && !classes.classesOf(name).has('example'));
  const problems: Problem[] = [...found.problems];
  const texts: SurveyedText[] = [];
  for (const task of own.filter(({ shown }) => isSurveyed(shown))) {
    const file = await readTask(task);
    if ('text' in file) texts.push({ path: task.shown, text: file.text });
    else problems.push({ file: task.shown, message: 'failed' in file ? file.failed : file.skipped });
  }
  const readiness = readinessOf(surveyOf(texts, own.map(({ shown }) => shown), nodeClock.today()));
  switch (format) {
    case 'markdown':
      context.out(`# Readiness for a data mesh\n\n${reportMarkdown(readiness, relativeLink)}\n`);
      break;
    case 'json':
      context.out(`${JSON.stringify(reportJson(readiness), null, 2)}\n`);
      break;
    case 'svg':
      context.out(spiderSvg(readiness, true));
      break;
  }
  for (const problem of problems) context.error(problemLine(problem));
  return problems.length > 0 ? 2 : 0;
}

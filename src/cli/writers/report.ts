import type { REPORT_FORMATS } from '../arguments.js';
import type { Report, ReportSurroundings } from '../report.js';
import { writeGithub } from './github.js';
import { writeJson } from './json.js';
import { writeSarif } from './sarif.js';
import { writeText } from './text.js';

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export function writeReport(format: ReportFormat, report: Report, surroundings: ReportSurroundings): string {
  switch (format) {
    case 'json':
      return writeJson(report);
    case 'sarif':
      return writeSarif(report, surroundings);
    case 'github':
      return writeGithub(report, surroundings.workingFolder, process.env['GITHUB_WORKSPACE']);
    case 'text':
      return writeText(report, surroundings.colours);
  }
}

import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Severity } from '../knowledge/model.js';

/** Our severities as the protocol numbers them. */
export const PROTOCOL_SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

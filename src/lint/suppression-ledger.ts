import type { LineIndex } from '../document/position.js';
import type { Suppression } from './suppression.js';

/** A suppression and what is wrong with it, named by the rule that reports it. */
export interface Complaint {
  readonly rule: 'talklint/unknown-rule' | 'talklint/ignore-without-reason' | 'talklint/unused-ignore';
  readonly suppression: Suppression;
}

/** Keeps account of which suppressions of one text silenced something. One without a reason silences nothing. */
export class SuppressionLedger {
  readonly #suppressions: readonly Suppression[];
  readonly #lines: LineIndex;
  readonly #used = new Set<string>();

  constructor(suppressions: readonly Suppression[], lines: LineIndex) {
    this.#suppressions = suppressions;
    this.#lines = lines;
  }

  /** Whether anything in the text asks to ignore a rule whose id starts so. */
  mentions(prefix: string): boolean {
    return this.#suppressions.some(({ rules }) => rules.some((rule) => rule.startsWith(prefix)));
  }

  /** Whether a rule is ignored at an offset. Every suppression that fits counts as used, even when one would do. */
  silences(rule: string, offset: number): boolean {
    const line = this.#lines.positionAt(offset).line;
    const fitting = this.#suppressions.filter((suppression) => suppression.reason !== '' && suppression.rules.includes(rule) && (suppression.line === undefined || suppression.line === line));
    for (const suppression of fitting) this.#used.add(keyOf(suppression, rule));
    return fitting.length > 0;
  }

  /** What is wrong with the suppressions, once everything was asked for. */
  complaints(isKnown: (rule: string) => boolean): Complaint[] {
    return this.#suppressions.flatMap((suppression): Complaint[] => {
      if (suppression.rules.length === 0) return [{ rule: 'talklint/unknown-rule', suppression }];
      if (suppression.reason === '') return [{ rule: 'talklint/ignore-without-reason', suppression }];
      return suppression.rules.flatMap((rule): Complaint[] => {
        if (!isKnown(rule)) return [{ rule: 'talklint/unknown-rule', suppression }];
        return this.#used.has(keyOf(suppression, rule)) ? [] : [{ rule: 'talklint/unused-ignore', suppression }];
      });
    });
  }
}

function keyOf(suppression: Suppression, rule: string): string {
  return `${suppression.span.start} ${rule}`;
}

/** Raised for rules that cannot be understood; the message is a sentence for the writer. */
export class RuleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RuleError';
  }
}

/** Raised when a rule takes more steps on one text than any useful rule needs. */
export class StepsExceededError extends Error {
  constructor() {
    super('too many steps');
    this.name = 'StepsExceededError';
  }
}

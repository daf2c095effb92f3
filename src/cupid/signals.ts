import type { SignalRule } from './signal.js';
import { bumpsSignal } from './signals/bumps.js';
import { changedParametersSignal } from './signals/changed-parameters.js';
import { cognitiveSignal } from './signals/cognitive.js';
import { cycleSignal } from './signals/cycle.js';
import { flagSignal } from './signals/flag.js';
import { fragmentSignal } from './signals/fragment.js';
import { glossaryWordsSignal } from './signals/glossary-words.js';
import { hiddenInputsSignal } from './signals/hidden-inputs.js';
import { localIdiomSignals } from './signals/local-idioms.js';
import { lyingNamesSignal } from './signals/lying-names.js';
import { mixedReturnSignal } from './signals/mixed-return.js';
import { mixedWorkSignal } from './signals/mixed-work.js';
import { moduleStateSignal } from './signals/module-state.js';
import { panicsSignal } from './signals/panics.js';
import { parametersSignal } from './signals/parameters.js';
import { reachSignal } from './signals/reach.js';
import { repeatedSwitchSignal } from './signals/repeated-switch.js';
import { samePrimitivesSignal } from './signals/same-primitives.js';
import { stringlySignal } from './signals/stringly.js';
import { surfaceSignal } from './signals/surface.js';
import { swallowedErrorsSignal } from './signals/swallowed-errors.js';
import { twoNamesSignal } from './signals/two-names.js';
import { typeChecksSignal } from './signals/type-checks.js';
import { unnamedNumbersSignal } from './signals/unnamed-numbers.js';
import { vagueNamesSignal } from './signals/vague-names.js';
import { vocabularySignal } from './signals/vocabulary.js';
import { SEPARATE_GROUPS } from './type-remarks.js';

/** Everything CUPID may say about a function, by letter. */
export const SIGNALS: readonly SignalRule[] = [
  reachSignal,
  parametersSignal,
  flagSignal,
  surfaceSignal,
  cycleSignal,
  fragmentSignal,
  cognitiveSignal,
  bumpsSignal,
  vocabularySignal,
  twoNamesSignal,
  mixedWorkSignal,
  hiddenInputsSignal,
  swallowedErrorsSignal,
  lyingNamesSignal,
  changedParametersSignal,
  moduleStateSignal,
  mixedReturnSignal,
  panicsSignal,
  ...localIdiomSignals,
  stringlySignal,
  repeatedSwitchSignal,
  typeChecksSignal,
  unnamedNumbersSignal,
  samePrimitivesSignal,
  vagueNamesSignal,
  glossaryWordsSignal,
];

/** Everything that settings can switch, remarks about types included. */
export const SIGNAL_NAMES: readonly { readonly id: string; readonly title: string }[] = [...SIGNALS, SEPARATE_GROUPS].map(({ id, title }) => ({ id, title }));

/** Ids as `talklint-ignore cupid/<id>` names them. */
export const SIGNAL_IDS: ReadonlySet<string> = new Set(SIGNAL_NAMES.map(({ id }) => id));

/** Those that one file alone may be silent about. */
export const SIGNAL_IDS_ACROSS_FILES: ReadonlySet<string> = new Set(SIGNALS.filter(({ acrossFiles }) => acrossFiles === true).map(({ id }) => id));

import type { Slot } from '../custom.js';
import { constantCase, fileCase, functionCase, typeCase } from './cases.js';
import { exportForm, importPath } from './imports.js';
import { asyncSuffix, booleanPrefix, errorName, interfacePrefix, privateUnderscore, receiverName } from './marks.js';
import { earlyEnd, nothingReturned } from './nothing.js';

/** What a workspace may have customs about, in the order of their ids. */
export const SLOTS: readonly Slot[] = [functionCase, typeCase, constantCase, fileCase, booleanPrefix, asyncSuffix, interfacePrefix, privateUnderscore, errorName, receiverName, importPath, nothingReturned, exportForm, earlyEnd];

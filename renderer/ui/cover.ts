/**
 * True for everything behind the lock: it keeps its place, but its keys are off and its dialogs are shut
 * until the same person is back.
 */
import { createContext } from 'react';

export const Covered = createContext(false);

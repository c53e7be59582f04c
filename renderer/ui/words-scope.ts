/** What a form knows for standard wordings: facts for their placeholders, and what the case is about. */
import { createContext } from 'react';
import type { About } from '#domain/knowledge.ts';
import type { PhraseFacts } from '#domain/phrase.ts';

export interface WordsScopeValue {
  readonly facts: PhraseFacts;
  readonly about: About;
}

export const noWordsScope: WordsScopeValue = { facts: {}, about: { business: null, cause: null } };

export const WordsScope = createContext<WordsScopeValue>(noWordsScope);

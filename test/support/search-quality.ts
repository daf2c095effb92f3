import type { SearchResult } from '../../src/protocol/model.js';
import type { ExpectedAnswers } from '../radar/queries.js';

/** How good the answers to a list of queries are, each figure from 0 to 1. */
export interface SearchQuality {
  /** The mean of one over the rank of the first answer among ten, 0 where there is none. */
  readonly reciprocalRank: number;
  /** The mean share of a query's answers among the first five, counting no more answers than five can hold. */
  readonly recall: number;
  /** The queries whose first answer is not the first result, with its rank (0: none among ten). */
  readonly late: readonly { readonly query: string; readonly rank: number }[];
}

const DEPTH = 10;
const RECALL_DEPTH = 5;

/** Asks every query and measures the answers: MRR@10 and recall@5 as in Manning et al., Introduction to Information Retrieval, chapter 8. */
export function searchQuality(queries: readonly ExpectedAnswers[], search: (query: string, limit: number) => readonly Pick<SearchResult, 'kind' | 'id'>[]): SearchQuality {
  const judged = queries.map(([query, ...answers]) => {
    const found = search(query, DEPTH).map(({ kind, id }) => `${kind}:${id}`);
    const rank = found.findIndex((page) => answers.includes(page)) + 1;
    return { query, rank, recall: answers.filter((answer) => found.slice(0, RECALL_DEPTH).includes(answer)).length / Math.min(RECALL_DEPTH, answers.length) };
  });
  return {
    reciprocalRank: mean(judged.map(({ rank }) => (rank === 0 ? 0 : 1 / rank))),
    recall: mean(judged.map(({ recall }) => recall)),
    late: judged.filter(({ rank }) => rank !== 1).map(({ query, rank }) => ({ query, rank })),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

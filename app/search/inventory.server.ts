import type { Inventory } from "~/platform/inventory";
import { fillSearchJob, indexResponsesJob, type SearchDeps } from "./index/filling.server";
import { noteFilling } from "./index/filling-state.server";
import { checkIndex } from "./index/index-check.server";
import { GATHER_WORDS_PATTERN, gatherWordsJob, type VocabularyDeps } from "./index/words-job.server";

const derived = "made again from the texts when the copy is opened";

export const search: Inventory<SearchDeps & VocabularyDeps> = {
  room: "search",
  models: {
    SearchEntry: { leftBehind: derived },
    SearchFilling: { leftBehind: derived },
    SearchWord: { leftBehind: derived },
  },
  jobs: [fillSearchJob, indexResponsesJob],
  schedules: [{ job: gatherWordsJob, pattern: GATHER_WORDS_PATTERN }],
  checks: [{ name: "index of the search", find: checkIndex, note: noteFilling }],
};

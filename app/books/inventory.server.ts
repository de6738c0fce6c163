import type { Inventory } from "~/platform/inventory";
import { KEPT_HOURS } from "./book.schema";
import { type MakingDeps, makeBookJob } from "./making/make-book.server";
import { PRUNE_BOOKS_PATTERN, pruneBooksJob } from "./making/prune-books.server";

export const books = {
  room: "books",
  models: { Book: { leftBehind: "its files stay on the old disk, and are made again when somebody asks" } },
  jobs: [makeBookJob],
  schedules: [{ job: pruneBooksJob, pattern: PRUNE_BOOKS_PATTERN }],
  figures: { books: KEPT_HOURS * 3_600 },
} satisfies Inventory<MakingDeps>;

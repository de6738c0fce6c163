// The report: figures and explanations.

import os from "node:os";
import { USUAL } from "./corpus/posts";
import { floodText } from "./flood-report";
import { FOLLOWERS } from "./following";
import { LISTENERS } from "./listening";
import type { Figures } from "./measure";
import { READERS } from "./reading";
import type { Spread } from "./spread";
import { kilobytes, megabytes, milliseconds, number, percent, processorTime, table, whole } from "./table";
import { compare, shareByCpu, shareOfBare, targetTable } from "./targets";

export function describe(figures: Figures, now: Date): string {
  return `${[
    "# How fast, and how large",
    `Written by \`npm run bench\` on ${now.toISOString().slice(0, 10)}: ${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), Node ${process.versions.node}, ${os.type()}. The server and what asks it share these cores. ${othersText(figures.others)}`,
    `The site holds ${whole(USUAL.posts)} posts of about 900 words and ${whole(USUAL.comments)} comments, most on few posts: 20, 300 and 5,000 on three that are measured, and a thread 500 replies deep.`,
    "## Against the targets",
    targetTable(compare(figures)),
    "## Pages from the cache",
    `${READERS} connections, pages compressed with Brotli. Beside each page, in turns, a bare \`node:http\` server that sends the same bytes under the same headers from memory. Its speed says what this machine can do at this moment; *share* is ours as a part of it, and the figure that can be compared between machines. *By processor* is the same share reckoned from the processor time of a request, which doesn't depend on how fast the asking side is.`,
    cachedTable(figures),
    `Every post once, mostly not yet in the cache, four at a time: ${whole(figures.postsPerSecond)} a second.`,
    "## Pages without the cache",
    `Each request renders and compresses, and reads the database but for what everyone may see of a post and its discussion, which is kept until it changes: whoever comes first after a change pays for that too (docs/decisions/0022). *Alone* is one request at a time: what the server itself needs for a page. With ${READERS} connections, each waits for those before it.`,
    uncachedTable(figures),
    "After each change of a discussion, with the cache, one request at a time: what the first reader after a comment costs, without the commit.",
    changedTable(figures),
    "## Comments",
    writingText(figures),
    "## People",
    peopleText(figures),
    "## The editor",
    draftingText(figures),
    "## Uploads",
    uploadingText(figures),
    "## E-mails to followers",
    followingText(figures),
    "## Pages that are left open",
    listeningText(figures),
    "## The spam filter",
    filterText(figures),
    "## The queue of moderators",
    queueText(figures),
    "## E-books",
    booksText(figures),
    "## Beside floods",
    floodText(figures.floods),
    "## The rest",
    restText(figures),
    "## How to read this",
    HOW_TO_READ,
  ].join("\n\n")}\n`;
}

const othersText = (others: number) =>
  Number.isFinite(others)
    ? `Other programs took ${whole(Math.max(0, others) * 100)} % of the processors meanwhile${others > 0.1 ? ", so that requests a second and milliseconds are worse here than they need be" : ""}.`
    : "How much other programs took meanwhile was not measured.";

export const cachedTable = ({ cached }: Pick<Figures, "cached">) =>
  table(
    [
      "Page",
      "On the wire",
      "Requests/s",
      "Processor time",
      "p50",
      "p99",
      "Bare requests/s",
      "Share",
      "By processor",
      "Memory",
    ],
    cached.map((row) => [
      row.page.name,
      kilobytes(row.bytesOnWire),
      whole(row.ours.perSecond),
      processorTime(row.ours.cpuMs),
      milliseconds(row.ours.p50),
      milliseconds(row.ours.p99),
      whole(row.bare.perSecond),
      number(shareOfBare(row)),
      number(shareByCpu(row)),
      megabytes(row.memory.now),
    ]),
  );

export const uncachedTable = ({ uncached }: Pick<Figures, "uncached">) =>
  table(
    ["Page", "Requests/s", "p50", "p99", "Alone: processor time", "mean", "p50", "p99", "Memory"],
    uncached.map(({ page, many, single, memory }) => [
      page.name,
      number(many.perSecond),
      milliseconds(many.p50),
      milliseconds(many.p99),
      processorTime(single.cpuMs),
      milliseconds(single.mean),
      milliseconds(single.p50),
      milliseconds(single.p99),
      megabytes(memory.now),
    ]),
  );

export const changedTable = ({ changed }: Pick<Figures, "changed">) =>
  table(
    ["A page after a change", "Processor time", "Mean", "p50", "p99"],
    changed.map(({ page, cpuMs, ...spread }) => [page.name, processorTime(cpuMs), ...spreadCells(spread)]),
  );

export const writingText = ({ writing, unlimitedWriting }: Pick<Figures, "writing" | "unlimitedWriting">) => {
  const rows = [
    ["Limits on", writing.alone],
    ["Limits on, beside two readers", writing.beside],
    ["Limits off", unlimitedWriting.alone],
    ["Limits off, beside two readers", unlimitedWriting.beside],
  ] as const;
  return [
    `Four writers, each with a connection, post as fast as they are answered: comments of about sixty words on two hundred posts, half of them replies to a comment. With limits on, each network sends two, so that the limits count every comment and are never reached. ${whole(sum(rows.map(([, { comments }]) => comments)))} were taken. Afterwards each was in the database once, every count was right, and the log spoke of no error and no locked database. The readers come now and then; each comment makes the home page anew, which one of them reads, and the processor time of those rows includes it.`,
    table(
      ["A guest's comment", "Comments/s", "Processor time", "Mean", "p50", "p99"],
      rows.map(([what, { perSecond, cpuMs, ...spread }]) => [
        what,
        whole(perSecond),
        processorTime(cpuMs),
        ...spreadCells(spread),
      ]),
    ),
    table(
      ["A page beside four writers, limits on", "Mean", "p50", "p99"],
      [
        ["One that stays in the cache", ...spreadCells(writing.reading)],
        ["The home page, which each comment makes anew", ...spreadCells(writing.readingHome)],
      ],
    ),
  ].join("\n\n");
};

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

const spreadCells = ({ mean, p50, p99 }: Spread) => [mean, p50, p99].map(milliseconds);

export const peopleText = ({ people }: Pick<Figures, "people">) =>
  [
    `A sign-in by password is one Argon2id hash and ${whole(people.queriesPerSignIn)} statements to the database. Beside ten that sign in at once, twice a second, somebody reads the page with 300 comments from the cache.`,
    table(
      ["", "Processor time", "Mean", "p50", "p99"],
      [
        ["A sign-in, one at a time", processorTime(people.signIn.cpuMs), ...spreadCells(people.signIn)],
        [
          "300 comments, to somebody who is signed in, one request at a time",
          processorTime(people.signedIn.cpuMs),
          ...spreadCells(people.signedIn),
        ],
        [
          "The same, with new responses not marked",
          processorTime(people.unmarked.cpuMs),
          ...spreadCells(people.unmarked),
        ],
        ["The same from the cache, now and then, to a guest", "", ...spreadCells(people.reading)],
        ["The same beside ten sign-ins at once", "", ...spreadCells(people.readingBeside)],
      ],
    ),
  ].join("\n\n");

export const draftingText = ({ drafting }: Pick<Figures, "drafting">) =>
  [
    `A text of 1,500 words, which grows by a word each time. The editor's page is ${kilobytes(drafting.pageBytes)} with all its files, compressed. Fifty writers save every three seconds, ${whole(drafting.together.saves)} times; none was refused. Somebody reads the page with 300 comments from the cache beside them.`,
    table(
      ["", "Processor time", "Mean", "p50", "p99"],
      [
        ["A save, one at a time", processorTime(drafting.save.cpuMs), ...spreadCells(drafting.save)],
        ["A preview, one at a time", processorTime(drafting.preview.cpuMs), ...spreadCells(drafting.preview)],
        ["A save of one of fifty", "", ...spreadCells(drafting.together)],
        ["300 comments from the cache, now and then", "", ...spreadCells(drafting.reading)],
        ["The same beside fifty writers", "", ...spreadCells(drafting.readingBeside)],
      ],
    ),
  ].join("\n\n");

export const uploadingText = ({ uploading }: Pick<Figures, "uploading">) =>
  [
    `Photographs of 12 megapixels, of ${kilobytes(uploading.bytes)} each, sent as the editor sends them: encoded anew in each width, stored on the disk and recorded. Five people send two each at once, while somebody reads the page with 300 comments from the cache. At its peak the server had ${megabytes(uploading.memoryBefore)} before any upload, and ${megabytes(uploading.memoryAfter)} with them, the process that encodes included.`,
    table(
      ["", "Processor time", "Mean", "p50", "p99", "Longest"],
      [
        ["A photograph, one at a time", processorTime(uploading.cpuMs), ...spreadCells(uploading.single), ""],
        ["One of ten at once", "", ...spreadCells(uploading.together), ""],
        [
          "300 comments from the cache, now and then",
          ...["", ...spreadCells(uploading.reading), milliseconds(uploading.reading.longest)],
        ],
        [
          "The same beside ten uploads",
          ...["", ...spreadCells(uploading.readingBeside), milliseconds(uploading.readingBeside.longest)],
        ],
      ],
    ),
  ].join("\n\n");

export const followingText = ({ following }: Pick<Figures, "following">) =>
  [
    `${whole(FOLLOWERS)} follow the site, and one post is told to all of them by e-mail. One process notes it for each in ${number(following.noting)} seconds, and hands the e-mails to a mail server of this machine in ${number(following.sending)}, over five connections. An e-mail takes ${processorTime(following.cpuMs)} of processor time, noting it included. Each got one. Somebody reads the page with 300 comments from the cache beside it.`,
    table(
      ["", "Mean", "p50", "p99"],
      [
        ["300 comments from the cache, now and then", ...spreadCells(following.reading)],
        ["The same beside the e-mails", ...spreadCells(following.readingBeside)],
      ],
    ),
  ].join("\n\n");

export const listeningText = ({ listening }: Pick<Figures, "listening">) =>
  [
    `${whole(LISTENERS)} pages of one post, each with a stream, in ten networks. A reply was told to all of them in ${milliseconds(listening.told)}, sending it included; somebody who read meanwhile waited ${milliseconds(listening.longestWait)} at most. A small page from the cache took ${processorTime(listening.readingCpuMs)} of processor time without them, and ${processorTime(listening.readingBesideCpuMs)} beside them.`,
    table(
      ["", "Memory", "Of one processor, while nothing happens"],
      [[`${whole(LISTENERS)} streams`, megabytes(listening.megabytes), percent(listening.idle)]],
    ),
  ].join("\n\n");

export const filterText = ({ filter }: Pick<Figures, "filter">) =>
  [
    "An assessment of a guest's reply, with what it reads of the database: 2,000 comments of the corpus were learnt beside the sets below, and copies are sought among 10,000 recent comments.",
    table(
      ["An assessment of", "Processor time"],
      filter.costs.map(({ what, cpuMs }) => [what, processorTime(cpuMs)]),
    ),
    "How often it was right about texts that it hadn't seen, when it had learnt sixty comments and sixty advertisements in three languages. The comments are a set that was written apart, and the paragraphs of the sample blog, whose authors didn't see what was learnt.",
    table(
      ["", "Comments", "Of these held", "Advertisements", "Of these missed"],
      filter.rates.map(({ what, ham, held, spam, missed }) => [
        what,
        ...[ham, held, spam, missed].map(whole),
      ]),
    ),
  ].join("\n\n");

export const queueText = ({ queue }: Pick<Figures, "queue">) =>
  [
    "The first page of the queue, fifty of 10,000 held comments with what the spam filter thought of each, one request at a time. It is rendered for each moderator, and never comes from the cache.",
    table(
      ["", "Processor time", "Mean", "p50", "p95", "p99"],
      [
        [
          "50 of 10,000 held comments",
          processorTime(queue.cpuMs),
          ...[queue.mean, queue.p50, queue.p95, queue.p99].map(milliseconds),
        ],
      ],
    ),
  ].join("\n\n");

const restText = ({ firstVisit, cachedMemory, uncachedMemory, writingMemory }: Figures) =>
  [
    `A first visit to a post with 20 comments fetches ${kilobytes(firstVisit.html)} of page, ${kilobytes(firstVisit.css)} of styles, ${kilobytes(firstVisit.script)} of script and ${kilobytes(firstVisit.icon)} of icon, compressed.`,
    `Each kind of work has a server of its own. The most memory that each held: reading with the cache on, until it was full, ${megabytes(cachedMemory.peak)}; reading without the cache ${megabytes(uncachedMemory.peak)}; four writers ${megabytes(writingMemory.peak)}.`,
  ].join("\n\n");

const HOW_TO_READ = `*Processor time* is that of one request, user and kernel, of all threads of the server, background work included. It doesn't depend on the asking side and on what else runs, so of all figures of time it travels best between machines. Requests a second and milliseconds belong to this machine and to this run: on two cores the asking side takes one of them, and whatever else runs shows. Shares, multiples, bytes and memory travel better. p50 is the median; 99 of 100 requests took no longer than p99. Nothing leaves the machine. Run it again with \`npm run bench\` (about six minutes); \`npm run bench -- --quick\` shows in one that it works, and keeps nothing.`;

export const booksText = ({ books }: Pick<Figures, "books">) =>
  [
    `An e-book of twelve parts of about 900 words with ${whole(books.responses)} responses, ${kilobytes(books.bytes)}: read from the database, written as XHTML and packed. Its page for print is read and written, not sent. Its name is worked out again before each download, and remembered until something of it changes.`,
    table(
      ["", "Processor time"],
      [
        ["The first after a start", processorTime(books.firstCpuMs)],
        ["Later ones", processorTime(books.cpuMs)],
        ["The page for print", processorTime(books.printCpuMs)],
        ["The name, if nothing has changed", processorTime(books.nameCpuMs)],
      ],
    ),
  ].join("\n\n");

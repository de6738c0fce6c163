// Serves /live: an event stream for pages that are left open, and the same as JSON for those that ask now and then.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { outageOf } from "~/platform/database/outage";
import type { OpenAnswers } from "~/platform/http/open-answers.server";
import { networkOf } from "~/platform/http/request/network";
import type { Target } from "~/platform/http/request/request-target";
import type { Log } from "~/platform/log.server";
import { createSeldom } from "~/platform/seldom-log";
import { readResponseNumbers } from "~/posts/conversation/response-numbers.server";
import { postKey } from "~/posts/post.server";
import { LIVE_PATH, MAX_TOLD, type News, readWatched, type Watched } from "./live";
import { listNewResponses, type Numbered } from "./new-responses.server";

/** Responses that come together are told of together. */
const TOGETHER_MS = 200;
/** How often other processes' changes are looked for while somebody listens. */
const LOOK_MS = 500;

interface Live {
  db: Database;
  open: OpenAnswers;
  /** Headers of every answer of the site. */
  security: Record<string, string>;
  clientAddress(req: IncomingMessage): string;
  log: Log;
}

/** A post that somebody watches. */
interface Topic {
  /** All responses up to this number were told. */
  told: number;
  /** Streams, with the id of the member who reads. */
  readers: Map<ServerResponse, number | null>;
  timer?: NodeJS.Timeout;
}

/** Returns a function that answers /live, and returns false for all other addresses. */
export function createLiveServer({ db, open, security, clientAddress, log }: Live) {
  const topics = new Map<number, Topic>();
  const seldom = createSeldom();
  let looking: NodeJS.Timeout | undefined;
  db.onChange((keys) => {
    for (const postId of topics.keys())
      if (keys === "everything" || keys.has(postKey(postId))) tellSoon(postId);
  });

  return async (
    req: IncomingMessage,
    res: ServerResponse,
    { path, query }: Target,
    who: Viewer | null,
  ): Promise<boolean> => {
    if (path !== LIVE_PATH) return false;
    const watched = readWatched(query);
    if (!watched) return answer(res, 400, "text/plain", "Name posts by their ids and numbers: post=12.45\n");
    const readerId = who?.kind === "person" ? who.id : null;
    try {
      const numbers = await readResponseNumbers(
        db,
        watched.map(({ postId }) => postId),
      );
      const known = watched.filter(({ postId }) => numbers.has(postId));
      if (query.has("once")) return answer(res, 200, "application/json", JSON.stringify(await read(known)));
      // No content tells a browser not to ask again.
      if (known.length === 0) return answer(res, 204, "text/plain");
      if (req.method === "HEAD") return answer(res, 200, "text/event-stream");
      const network = networkOf(clientAddress(req));
      // The client may have left meanwhile.
      if (res.destroyed) return true;
      const isOpen = open.open(res, network, security, () => leave(res, known));
      if (!isOpen) return answer(res, 429, "text/plain", "Too many pages are listening. Ask now and then.\n");
      for (const one of known) join(res, one.postId, readerId, numbers.get(one.postId) ?? 0);
      const news = await read(known);
      if (Object.keys(news).length > 0) await open.send([[res, event(news)]]);
      return true;
    } catch (error) {
      const outage = outageOf(error);
      if (!outage) throw error;
      seldom(outage, () => log.error({ err: error, outage }, "new responses can’t be told"));
      if (res.headersSent) return true;
      return answer(res, 503, "text/plain", "This can’t be read at the moment.\n");
    }

    async function read(posts: Watched[]): Promise<News> {
      const news: News = {};
      for (const one of posts) add(news, one.postId, await listNewResponses(db, one), readerId);
      return news;
    }
  };

  function answer(res: ServerResponse, status: number, type: string, body = ""): true {
    const headers = { ...security, "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" };
    res.writeHead(status, headers).end(body);
    return true;
  }

  function join(res: ServerResponse, postId: number, readerId: number | null, told: number) {
    const topic = topics.get(postId) ?? { told, readers: new Map() };
    topic.readers.set(res, readerId);
    topics.set(postId, topic);
    // This process hears of its own changes at once.
    looking ??= setInterval(() => void db.catchUp()?.catch(() => {}), LOOK_MS).unref();
  }

  function leave(res: ServerResponse, watched: Watched[]) {
    for (const { postId } of watched) {
      const topic = topics.get(postId);
      topic?.readers.delete(res);
      if (topic?.readers.size !== 0) continue;
      clearTimeout(topic.timer);
      topics.delete(postId);
    }
    if (topics.size > 0) return;
    clearInterval(looking);
    looking = undefined;
  }

  function tellSoon(postId: number) {
    const topic = topics.get(postId);
    if (!topic || topic.timer) return;
    topic.timer = setTimeout(async () => {
      try {
        await tell(postId, topic);
      } catch (error) {
        seldom("tell", () => log.error({ err: error }, "new responses can’t be told"));
      }
    }, TOGETHER_MS).unref();
  }

  async function tell(postId: number, topic: Topic) {
    const found = await listNewResponses(db, { postId, after: topic.told }).finally(() => {
      // What comes from here on is told of by itself.
      delete topic.timer;
    });
    // After an import there may be thousands, of which only the first are named.
    const highest =
      found.length < MAX_TOLD ? 0 : ((await readResponseNumbers(db, [postId])).get(postId) ?? 0);
    topic.told = Math.max(topic.told, highest, ...found.map(({ response: [number] }) => number));
    await open.send(eventsFor(postId, found, topic.readers));
  }
}

/** Each reader's event; most have the same one. */
function* eventsFor(postId: number, found: Numbered[], readers: Topic["readers"]) {
  const writers = new Set(found.map(({ personId }) => personId));
  const made = new Map<number | null, string>();
  for (const [res, reader] of readers) {
    const readerId = reader !== null && writers.has(reader) ? reader : null;
    const text = made.get(readerId) ?? eventOf(postId, found, readerId);
    made.set(readerId, text);
    if (text !== "") yield [res, text] as const;
  }
}

function eventOf(postId: number, found: Numbered[], readerId: number | null): string {
  const news: News = {};
  add(news, postId, found, readerId);
  return Object.keys(news).length > 0 ? event(news) : "";
}

/** Nobody is told of their own. */
function add(news: News, postId: number, found: Numbered[], readerId: number | null) {
  const others = found.filter(({ personId }) => personId === null || personId !== readerId);
  if (others.length > 0) news[postId] = others.map(({ response }) => response);
}

const event = (news: News) => `data: ${JSON.stringify(news)}\n\n`;

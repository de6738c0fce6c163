// The HTTP server: admits or refuses a request, answers from the page cache if possible, and otherwise calls
// `render`.

import { randomUUID } from "node:crypto";
import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import { type Outage, outageOf } from "../database/outage";
import type { Log } from "../log.server";
import type { Metrics } from "../metrics.server";
import { AfterAnswers } from "./after-answer";
import { AnswerBody, type Piece } from "./answer-body.server";
import { serveAssets } from "./assets.server";
import { hasTooManyFields, readBody } from "./body/request-body.server";
import { limitBodyTime } from "./body/slow-body";
import { readToTheEnd } from "./body/unread-body";
import { isFormWithFile } from "./body/upload-body.server";
import { answerUpload, type Uploads } from "./body/uploads.server";
import { requestFor } from "./http-server-request";
import { isOpenAnswer } from "./open-answers.server";
import { cachedAddress, declaredQuery } from "./page-cache/cached-address";
import { createCachedAnswers } from "./page-cache/cached-answers.server";
import { CachedPage, type PageCache, type RenderedPage } from "./page-cache/page-cache.server";
import { sendPage } from "./page-cache/page-sender.server";
import { isWholeAnswer } from "./page-cache/whole-answer";
import { createClientAddress } from "./request/client-address.server";
import type { FirstVisits } from "./request/first-visits";
import type { RequestFacts } from "./request/request-facts";
import { type Admission, admit, type Refusal, TOO_MANY_FIELDS } from "./request/request-rules";
import type { Target } from "./request/request-target";
import { cachedFor, type RouteRules } from "./request/route-rules";
import { securityHeaders } from "./security-headers";
import { createTurns } from "./turns";
import { unreadPage, unsavedPage } from "./unsaved-page.server";

/** A browser sends its headers at once; a slower client is only occupying a connection. */
const HEADERS_TIMEOUT_MS = 10_000;
/** Enough for a long post over a slow mobile connection. */
const BODY_TIMEOUT_MS = 60_000;
/** The largest upload at its slowest pace (upload-body). */
const UPLOAD_TIMEOUT_MS = 3_600_000;
const KEEP_ALIVE_MS = 5_000;
const TIMEOUT_CHECK_MS = 2_000;

export interface HttpServerOptions<Who = unknown> {
  siteUrl: string;
  trustProxy: string[];
  /** Folder of built files, served under /assets/; absent in development. */
  assets?: string;
  /** Address of the stylesheet, for error pages that the server itself renders. */
  stylesheet?: string | undefined;
  cache: PageCache | null;
  /** Called before a page is served from the cache, to apply invalidations by other processes. Returns
   *  undefined if there is nothing to wait for. */
  catchUp?: () => Promise<void> | undefined;
  /** Maps a path to its route: the name for metrics ("/posts/:slug") and the rules that the route
   *  declares. */
  routeOf?: (path: string) => { name: string; rules: RouteRules };
  metrics: Metrics;
  visits: FirstVisits;
  afterAnswers?: AfterAnswers;
  log: Log;
  /** Finds the signed-in visitor; null for a guest. Pages for signed-in visitors are never cached. */
  identify?: (cookies: string) => Promise<Who | null>;
  render(request: Request, facts: RequestFacts, who: Who | null): Promise<Response>;
  /** Serves what isn't rendered, such as pictures. Returns false if a path isn't among its addresses. */
  files?: (req: IncomingMessage, res: ServerResponse, target: Target, who: Who | null) => Promise<boolean>;
  uploads?: Uploads<Who>;
  /** Longest time for a form's body. */
  bodyTimeoutMs?: number;
  /** Sees each request first and may answer it; in development, Vite. */
  before?: (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
}

/** Creates a server that isn't listening yet. */
export function createHttpServer<Who>(options: HttpServerOptions<Who>): http.Server {
  const answer = createAnswer(options);
  const server = http.createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: UPLOAD_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    (req, res) => (options.before ? options.before(req, res, () => answer(req, res)) : answer(req, res)),
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return;
    const status = CLIENT_ERRORS[error.code ?? ""] ?? "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return server;
}

const CLIENT_ERRORS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

function createAnswer<Who>({
  siteUrl,
  trustProxy,
  assets,
  stylesheet,
  cache,
  catchUp,
  routeOf = () => ({ name: "*", rules: {} }),
  metrics,
  visits,
  log,
  afterAnswers = new AfterAnswers(log),
  identify = async () => null,
  render,
  files,
  uploads,
  bodyTimeoutMs = BODY_TIMEOUT_MS,
  before,
}: HttpServerOptions<Who>) {
  const security = securityHeaders(siteUrl, before !== undefined);
  const clientAddressOf = createClientAddress(trustProxy);
  const inTurn = createTurns();
  const sendAsset = assets === undefined ? null : serveAssets(assets, security);

  const cachedAnswers =
    cache &&
    createCachedAnswers({ cache, catchUp, clientAddress: clientAddressOf, security, visits, metrics, log });

  return (req: IncomingMessage, res: ServerResponse) => {
    const unlimit = limitBodyTime(req, bodyTimeoutMs);
    try {
      if (cachedAnswers?.answer(req, res)) return;
    } catch (error) {
      return void fail(req, res, randomUUID(), error);
    }
    const began = performance.now();
    const id = randomUUID();
    res.on("finish", () => {
      if (isOpenAnswer(res)) return;
      const answered = {
        method: req.method ?? "",
        route: routeOf(req.url?.split("?", 1)[0] ?? "").name,
        status: res.statusCode,
        seconds: (performance.now() - began) / 1000,
      };
      metrics.observeRequest(answered);
      log.debug({ requestId: id, ...answered }, "answered");
    });
    respond(req, res, id, unlimit).catch((error) => fail(req, res, id, error));
  };

  async function fail(req: IncomingMessage, res: ServerResponse, id: string, error: unknown) {
    log.error({ err: error, requestId: id }, "a request failed");
    if (res.headersSent) return void res.destroy();
    await sendPlain(req, res, {
      status: 500,
      message: `Something went wrong. If you report this, include the ID ${id}.`,
    });
  }

  async function respond(req: IncomingMessage, res: ServerResponse, id: string, unlimit: () => void) {
    const admission = admit(req, siteUrl, (path) => routeOf(path).rules);
    if (!admission.ok) return sendPlain(req, res, admission);
    const { target, reading, rules } = admission;
    if (sendAsset && reading && target.path.startsWith("/assets/")) return sendAsset(req, res);

    if (uploads && rules.acceptsFile && isFormWithFile(req)) {
      unlimit();
      return answerUpload(req, {
        ...{ uploads, path: target.path, maxBytes: rules.maxBodyBytes, maxFieldBytes: rules.maxFieldBytes },
        async identify() {
          await inTurn();
          return req.headers.cookie ? identify(req.headers.cookie) : null;
        },
        refuse: (refusal) => sendPlain(req, res, refusal),
        gone: () => res.destroy(),
        async answer(body, upload, who) {
          await inTurn();
          const facts = { id, clientAddress: clientAddressOf(req), upload, ...afterAnswers.of(req, res, id) };
          await sendPage(
            req,
            res,
            new CachedPage(await renderPage(req, admission, body, facts, who)),
            security,
          );
        },
      });
    }
    const body = reading ? null : await readBody(req);
    // A client that left before its body ended gets no answer.
    if (!reading && !body) return res.destroy();
    if (body && hasTooManyFields(req.headers["content-type"], body))
      return sendPlain(req, res, TOO_MANY_FIELDS);
    if (!reading) await inTurn();
    const clientAddress = clientAddressOf(req);
    const { cookie } = req.headers;
    // If the database can't identify the visitor, it can't serve the page either, and the page reports the
    // outage.
    const who = cookie ? await identify(cookie).catch(() => null) : null;
    if (reading && (await files?.(req, res, target, who))) return;
    const visit = afterAnswers.of(req, res, id);
    const renderThis = () =>
      renderPage(req, admission, body, { id, clientAddress, upload: null, ...visit }, who);
    if (reading) visits.note(clientAddress, target.path, Date.now());
    const cached = reading ? cachedFor(rules, target.query) : undefined;
    if (!cache || who || !cached) return sendPage(req, res, new CachedPage(await renderThis()), security);
    // The page itself reports an unreachable database.
    await catchUp?.()?.catch(() => {});
    const address = cachedAddress(target.path, declaredQuery(target, cached.query));
    const page = await cache.get(address, renderThis);
    if (page.page.keys.size > 0) {
      const known = { cached: address, path: target.path, route: routeOf(target.path).name };
      cachedAnswers?.learn(req.url ?? "", known);
    }
    return sendPage(req, res, page, security);
  }

  async function renderPage(
    req: IncomingMessage,
    admission: Extract<Admission, { ok: true }>,
    body: Buffer<ArrayBuffer> | null,
    facts: Omit<RequestFacts, "isPost" | "addCacheTags" | "expireAt" | "query" | "failed" | "sendPieces">,
    who: Who | null,
  ): Promise<RenderedPage> {
    const { rules, target } = admission;
    const cached = admission.reading ? cachedFor(rules, target.query) : undefined;
    const keys = new Set<string>();
    const addCacheTags = (...more: string[]) => {
      for (const key of more) keys.add(key);
    };
    let until: number | undefined;
    const expireAt = (at: Date) => {
      until = Math.min(until ?? at.getTime(), at.getTime());
    };
    const { make, query } = requestFor(req, siteUrl, admission, body);
    let outage: Outage | null = null;
    const failed = (error: unknown) => {
      outage ??= outageOf(error);
      return outage ?? undefined;
    };
    let pieces: Piece[] | undefined;
    const sendPieces = (given: Piece[]) => {
      pieces = given;
    };
    const rendered = await render(
      make(),
      { ...facts, isPost: body !== null, addCacheTags, expireAt, query, failed, sendPieces },
      who,
    );
    let response = rendered;
    if (outage && response.status >= 500) {
      const failure = { outage: outage as Outage, id: facts.id, stylesheet };
      if (body) response = await unsavedPage(make(), failure);
      // Only for an outage that ends by itself; for the others the page's own error is shown.
      else if (outage === "unreachable") response = unreadPage(failure);
    }
    const page = {
      status: response.status,
      headers: readHeaders(response.headers),
      body: new AnswerBody(
        response === rendered && pieces ? pieces : [Buffer.from(await response.arrayBuffer())],
      ),
    };
    const type = response.headers.get("content-type");
    // An answer that sets a cookie is meant for one browser.
    const isForAll = keys.size > 0 && !response.headers.has("set-cookie");
    const isKept =
      cached && !who && isForAll && isWholeAnswer(cached, { ...page, type, body: page.body.bytes });
    return { ...page, keys: isKept ? keys : new Set(), until };
  }

  async function sendPlain(
    req: IncomingMessage,
    res: ServerResponse,
    { status, message, headers }: Refusal,
  ): Promise<void> {
    const body = message && `${message}\n`;
    res.writeHead(status, {
      ...security,
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": Buffer.byteLength(body),
      // The rest of a refused body may be endless, so the connection can't be reused.
      ...(status >= 400 && { Connection: "close" }),
      ...headers,
    });
    if (status >= 400 && req.method !== "HEAD") {
      res.write(body);
      await readToTheEnd(req);
      res.end();
    } else res.end(body);
  }
}

/** Headers joins repeated fields, but cookies must stay separate. */
function readHeaders(headers: Headers): OutgoingHttpHeaders {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 && { "set-cookie": cookies }) };
}

// A page that is left open offers the responses that came since. One visible page of a browser listens for all, because a
// browser has six connections to a site (HTTP/1.1).

/** Who only looks in isn't worth a connection. */
const PATIENCE_MS = 3_000;
/** Where too many listen already, and after an error that the browser doesn't recover from. */
const ASK_MS = 60_000;
const MAX_POSTS = 10;

type News = Record<string, [number: number, path: string][]>;
interface Message {
  /** A page is open that shows this post, up to this number. */
  watch?: string;
  /** Which pages are open? */
  who?: true;
  news?: News;
  /** The path of a response that this browser has just posted. */
  own?: string;
}

export function offerNew(discussion: HTMLElement): void {
  const { watch } = discussion.dataset;
  if (!watch || !navigator.locks) return;
  const [post = "", highest] = watch.split(".");
  const channel = new BroadcastChannel("live");
  const tell = (message: Message) => channel.postMessage(message);
  const own = new Set<string>();
  const found = new Map<number, string>();
  let watched = new Set<string>();
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout>;
  let stop = () => {};

  const note = document.createElement("p");
  note.className = "live-note";
  note.role = "status";
  document.body.append(note);

  function hear(news: News) {
    for (const [number, path] of news[post] ?? [])
      if (number > Number(highest) && !own.has(path)) found.set(number, path);
    const [first] = [...found].sort(([a], [b]) => a - b);
    if (!first) return;
    const link = document.createElement("a");
    link.href = first[1];
    link.textContent = `${found.size} new response${found.size > 1 ? "s" : ""}`;
    note.replaceChildren(link);
    // Told once; the count that grows interrupts nobody.
    setTimeout(() => {
      note.ariaLive = "off";
    }, 1_000);
  }

  /** Runs in the page that listens. */
  function listen() {
    source?.close();
    const address = `/live?post=${[...watched].slice(-MAX_POSTS).join("&post=")}`;
    const pass = (news: News) => {
      hear(news);
      tell({ news });
    };
    source = new EventSource(address);
    source.onmessage = ({ data }) => pass(JSON.parse(data));
    source.onerror = async () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(listen, ASK_MS);
      const answer = await fetch(`${address}&once`).catch(() => null);
      if (answer?.ok) pass(await answer.json());
    };
  }

  function add(page: string) {
    if (watched.has(page)) return;
    watched.add(page);
    if (source) listen();
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.watch) add(data.watch);
    if (data.who && watch && !document.hidden) tell({ watch });
    if (data.news) hear(data.news);
    if (data.own) own.add(data.own);
  };
  const [, id] = /^#comment-(\d+)$/.exec(location.hash) ?? [];
  if (id && discussion.querySelector(".form-done")) tell({ own: `/comments/${id}` });

  function begin() {
    stop();
    if (document.hidden || !watch) return;
    const leaving = new AbortController();
    watched = new Set([watch]);
    tell({ watch });
    timer = setTimeout(() => {
      const { signal } = leaving;
      navigator.locks
        .request("live", { signal }, () => {
          tell({ who: true });
          listen();
          return new Promise((resolve) => signal.addEventListener("abort", resolve));
        })
        .catch(() => {});
    }, PATIENCE_MS);
    stop = () => {
      leaving.abort();
      clearTimeout(timer);
      source?.close();
      source = undefined;
    };
  }
  addEventListener("pageshow", begin);
  addEventListener("pagehide", () => stop());
  document.addEventListener("visibilitychange", begin);
}

// Reads an event stream as a browser does.

import { onTestFinished } from "vitest";
import type { News } from "~/responses/live/live";
import type { TestSite } from "../../factories/site";

/** Opens /live with this query. `next()` resolves to the data of the next event, or to null at the end. */
export async function openStream(site: Pick<TestSite, "get">, query: string, init: RequestInit = {}) {
  const leaving = new AbortController();
  const response = await site.get(`/live?${query}`, { ...init, signal: leaving.signal });
  onTestFinished(() => leaving.abort());
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function next(): Promise<News | null> {
    for (;;) {
      const [, data] = /^data: (.*)\n\n/m.exec(text) ?? [];
      if (data !== undefined) {
        text = text.slice(text.indexOf(data) + data.length + 2);
        return JSON.parse(data);
      }
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) return null;
      text += value;
    }
  }
  return { status: response.status, headers: response.headers, next, leave: () => leaving.abort() };
}

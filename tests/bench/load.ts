// A load: several connections that request one URL repeatedly.

import autocannon from "autocannon";
import { HEADERS } from "./get";
import { type Spread, spreadOf } from "./spread";

export interface Load extends Spread {
  perSecond: number;
  /** Milliseconds of processor time per request, of all the server's threads. */
  cpuMs: number;
}

interface Measured {
  /** The server's processor seconds so far. */
  cpuSeconds(): number;
}

/** Throws if any response is not 200. */
export async function load(
  server: Measured,
  url: string,
  { connections, seconds, cookie }: { connections: number; seconds: number; cookie?: string },
): Promise<Load> {
  const times: number[] = [];
  const cpuBefore = server.cpuSeconds();
  const run = autocannon({
    ...{ url, connections, duration: seconds, headers: { ...HEADERS, ...(cookie && { Cookie: cookie }) } },
    // Skips building a string of each body, which would make the load generator the bottleneck.
    setupClient(client) {
      client.pipelinedRequests.addBody = () => {};
    },
  });
  run.on("response", (_client, _status, _bytes, milliseconds: number) => times.push(milliseconds));
  const result = await run;
  if (result.errors + result.timeouts + result.non2xx > 0)
    throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers other than 200`);
  const cpuMs = ((server.cpuSeconds() - cpuBefore) * 1000) / times.length;
  return { ...spreadOf(times), perSecond: result["2xx"] / result.duration, cpuMs };
}

/** The average of several loads of one kind. */
export function average(loads: Load[]): Load {
  const mean = (read: (load: Load) => number) =>
    loads.reduce((sum, load) => sum + read(load), 0) / loads.length;
  return {
    perSecond: mean((load) => load.perSecond),
    cpuMs: mean((load) => load.cpuMs),
    mean: mean((load) => load.mean),
    p50: mean((load) => load.p50),
    p99: mean((load) => load.p99),
  };
}

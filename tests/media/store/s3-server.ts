// A store that speaks S3 and checks signatures, in memory.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import { onTestFinished } from "vitest";

export const KEYS = { accessKeyId: "longtable", secretAccessKey: "a-secret-of-the-store" };
const BUCKET = "media";
const PAGE = 2;

/** Serves one bucket. Its pages of a list have two files. */
export async function startS3() {
  const files = new Map<string, Buffer>();
  const asked: string[] = [];
  const state = { failing: 0, of: /./, code: "", slowMs: 0, cutAt: Infinity };
  const server = createServer(async (req, res) => {
    const url = new URL(req.url ?? "", `http://${req.headers.host}`);
    const body = await buffer(req);
    asked.push(`${req.method} ${url.pathname}`);
    if (state.failing > 0 && state.of.test(`${req.method} ${url.pathname}`))
      return void res.writeHead(state.failing).end(`<Error><Code>${state.code}</Code></Error>`);
    if (!(await isSigned(req.method ?? "", url, req.headers as Record<string, string>)))
      return void res.writeHead(403).end("<Error/>");
    const [, bucket, ...rest] = url.pathname.split("/");
    const key = rest.join("/");
    if (bucket !== BUCKET) return void res.writeHead(404).end("<Error><Code>NoSuchBucket</Code></Error>");
    if (req.method === "PUT") {
      await pause(state.slowMs);
      files.set(key, body);
      return void res.writeHead(200).end();
    }
    if (req.method === "DELETE") {
      files.delete(key);
      return void res.writeHead(204).end();
    }
    if (key === "") return void res.end(listOf(files, url.searchParams));
    const found = files.get(key);
    if (!found) return void res.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
    const range = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? "");
    if (range) return void res.writeHead(206).end(found.subarray(Number(range[1]), Number(range[2]) + 1));
    if (state.cutAt === Infinity) return void res.end(found);
    res
      .writeHead(200, { "Content-Length": found.length })
      .write(found.subarray(0, state.cutAt), () => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { endpoint, bucket: BUCKET, region: "eu-central-1", ...KEYS };
  /** The same as a site's environment. */
  const env = {
    MEDIA_S3_ENDPOINT: endpoint,
    MEDIA_S3_BUCKET: BUCKET,
    MEDIA_S3_REGION: settings.region,
    MEDIA_S3_ACCESS_KEY_ID: KEYS.accessKeyId,
    MEDIA_S3_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  };
  /** Answers each request with this status from now on, or those that match; 0 ends it. */
  const fail = (status: number, { of = /./, code = "" } = {}) =>
    Object.assign(state, { failing: status, of, code });
  /** Takes this long to keep a file. */
  const slow = (ms: number) => {
    state.slowMs = ms;
  };
  /** Ends each connection after so many bytes of a file. */
  const cutShort = (bytes: number) => {
    state.cutAt = bytes;
  };
  return { settings, env, files, asked, fail, slow, cutShort };
}

function listOf(files: Map<string, Buffer>, query: URLSearchParams): string {
  const keys = [...files.keys()].sort().filter((key) => key.startsWith(query.get("prefix") ?? ""));
  const from = Number(query.get("continuation-token") ?? 0);
  const shown = keys.slice(from, from + PAGE);
  const next =
    from + PAGE < keys.length ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : "";
  const contents = shown.map(
    (key) =>
      `<Contents><Key>${key}</Key><LastModified>${new Date().toISOString()}</LastModified><Size>${files.get(key)?.length}</Size></Contents>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult>${next}${contents.join("")}</ListBucketResult>`;
}

/** Signs the request as its sender must have, and compares. */
async function isSigned(method: string, url: URL, headers: Record<string, string>): Promise<boolean> {
  const { authorization = "" } = headers;
  const signedNames = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";") ?? [];
  const [, region] = /Credential=[^/]+\/\d+\/([^/]+)/.exec(authorization) ?? [];
  if (!region) return false;
  const signed = signedNames.filter((name) => name !== "host").map((name) => [name, headers[name] ?? ""]);
  const signer = new AwsV4Signer({
    ...{ method, url: url.href, service: "s3", region, allHeaders: true, ...KEYS },
    headers: Object.fromEntries(signed),
    datetime: headers["x-amz-date"] ?? "",
  });
  return (await signer.sign()).headers.get("authorization") === authorization;
}

// Settings of a media store that speaks S3: MEDIA_S3_ENDPOINT, …_BUCKET, …_REGION, …_ACCESS_KEY_ID and …_SECRET_ACCESS_KEY.

import { withoutPassword } from "../database/url";

export interface S3Settings {
  /** Address of the service, such as https://s3.eu-central-1.amazonaws.com. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const NAMES = {
  endpoint: "MEDIA_S3_ENDPOINT",
  bucket: "MEDIA_S3_BUCKET",
  region: "MEDIA_S3_REGION",
  accessKeyId: "MEDIA_S3_ACCESS_KEY_ID",
  secretAccessKey: "MEDIA_S3_SECRET_ACCESS_KEY",
} as const;

/** Of a bucket and of a region. The bucket stands in addresses. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const REGION = /^[A-Za-z0-9-]{1,64}$/;

/** Returns the store, or null if none is set, and one line for each invalid setting. No line contains a key of the account. */
export function readMediaStore(env: Record<string, string | undefined>): {
  store: S3Settings | null;
  problems: string[];
} {
  const of = (name: string) => env[name]?.trim() ?? "";
  const store: S3Settings = {
    endpoint: of(NAMES.endpoint).replace(/\/+$/, ""),
    bucket: of(NAMES.bucket),
    region: of(NAMES.region),
    accessKeyId: of(NAMES.accessKeyId),
    secretAccessKey: of(NAMES.secretAccessKey),
  };
  const missing = Object.entries(NAMES).flatMap(([key, name]) =>
    store[key as keyof S3Settings] === "" ? [name] : [],
  );
  if (missing.length === Object.keys(NAMES).length) return { store: null, problems: [] };
  const problems = missing.map(
    (name) => `${name} should be set too: a media store needs all five MEDIA_S3 settings, or none`,
  );
  if (store.endpoint !== "" && !isServiceAddress(store.endpoint))
    problems.push(
      `${NAMES.endpoint} should be the address of the service, such as https://s3.eu-central-1.amazonaws.com, but is "${withoutPassword(store.endpoint)}"`,
    );
  if (store.bucket !== "" && !BUCKET.test(store.bucket))
    problems.push(`${NAMES.bucket} should be the name of a bucket, such as my-blog-media`);
  if (store.region !== "" && !REGION.test(store.region))
    problems.push(`${NAMES.region} should be the service’s name of the region, such as eu-central-1`);
  for (const key of ["accessKeyId", "secretAccessKey"] as const)
    if (/\s/.test(store[key])) problems.push(`${NAMES[key]} should be a key without spaces in it`);
  return { store: problems.length === 0 ? store : null, problems };
}

/** The endpoint may be http: a store often stands in the same private network, and a request is signed without showing its key. */
const isServiceAddress = (address: string): boolean =>
  /^https?:\/\/[^\s?#@]+$/.test(address) && URL.canParse(address);

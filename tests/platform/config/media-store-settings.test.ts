import { expect, test } from "vitest";
import { ConfigError, readConfig } from "~/platform/config/config";
import { readMediaStore } from "~/platform/config/media-store-settings";

const ENV = {
  MEDIA_S3_ENDPOINT: "https://s3.eu-central-1.amazonaws.com/",
  MEDIA_S3_BUCKET: "my-blog-media",
  MEDIA_S3_REGION: "eu-central-1",
  MEDIA_S3_ACCESS_KEY_ID: " AKID ",
  MEDIA_S3_SECRET_ACCESS_KEY: "a/secret+key=",
};

test("without settings, uploads stay in the data folder", () => {
  expect(readMediaStore({})).toEqual({ store: null, problems: [] });
});

test("all five name a store", () => {
  const store = {
    ...{ endpoint: "https://s3.eu-central-1.amazonaws.com", bucket: "my-blog-media", region: "eu-central-1" },
    ...{ accessKeyId: "AKID", secretAccessKey: "a/secret+key=" },
  };
  expect(readMediaStore(ENV)).toEqual({ store, problems: [] });
});

test("names each setting that is missing", () => {
  const { store, problems } = readMediaStore({ MEDIA_S3_BUCKET: "my-blog-media", MEDIA_S3_REGION: " " });
  expect([store, problems.map((line) => line.split(" ")[0])]).toEqual([
    null,
    ["MEDIA_S3_ENDPOINT", "MEDIA_S3_REGION", "MEDIA_S3_ACCESS_KEY_ID", "MEDIA_S3_SECRET_ACCESS_KEY"],
  ]);
});

test.each([
  ["MEDIA_S3_ENDPOINT", "s3.example.org"],
  ["MEDIA_S3_ENDPOINT", "ftp://s3.example.org"],
  ["MEDIA_S3_ENDPOINT", "https://s3.example.org/?secret=hidden"],
  ["MEDIA_S3_ENDPOINT", "https://user:hidden@s3.example.org"],
  ["MEDIA_S3_BUCKET", "My Bucket"],
  ["MEDIA_S3_BUCKET", "../else"],
  ["MEDIA_S3_REGION", "eu central"],
  ["MEDIA_S3_ACCESS_KEY_ID", "hidden key"],
  ["MEDIA_S3_SECRET_ACCESS_KEY", "hidden\nkey"],
])("names a bad %s, %j, at the start, without a key of the account", (name, value) => {
  const start = () => readConfig({ ...ENV, [name]: value });
  expect(start).toThrow(ConfigError);
  expect(start).toThrow(new RegExp(`^Invalid settings:\n  ${name} should be [^\n]+$`));
  expect(start).not.toThrow(/hidden key|:hidden|hidden\nkey|AKID|a\/secret/);
});

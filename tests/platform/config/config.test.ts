import { expect, test } from "vitest";
import { ConfigError, readConfig } from "~/platform/config/config";

const DATABASE_RULE =
  "should be a file, such as file:./data/longtable.db, or a server, such as postgresql://user:password@host/database";

const BACKUP_RULE = 'should be a cron pattern in UTC, such as "0 3 * * *" for every night at 03:00, or off';

test("has the documented defaults", () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: undefined,
    siteUrl: "http://localhost:3000",
    databaseUrl: "file:./data/longtable.db",
    dataDir: "./data",
    logLevel: "info",
    webSubHub: null,
    rateLimits: true,
    spamService: null,
    pageCache: true,
    backupSchedule: "0 3 * * *",
    backupKeep: 7,
    mediaLimit: 10 * 1024 ** 3,
    mediaS3: null,
    trustProxy: ["loopback"],
    smtpUrl: null,
    mailFrom: "longtable@localhost",
    mailReplyTo: null,
    followerMailLimit: null,
    openidProviders: [],
  });
});

test("treats an empty variable as not set", () => {
  expect(readConfig({ PORT: "", SITE_URL: "", TRUST_PROXY: "", LOG_LEVEL: "" })).toEqual(readConfig({}));
});

test("derives the site's address from PORT and the database from DATA_DIR", () => {
  expect(readConfig({ PORT: "8080", DATA_DIR: "/srv/table" })).toMatchObject({
    siteUrl: "http://localhost:8080",
    databaseUrl: "file:/srv/table/longtable.db",
  });
});

test.each([
  ["PORT", "0", { port: 0 }],
  ["HOST", "::1", { host: "::1" }],
  ["SITE_URL", "https://table.example/", { siteUrl: "https://table.example" }],
  ["SITE_URL", "http://table.example:8080", { siteUrl: "http://table.example:8080" }],
  ["BACKUP_SCHEDULE", "off", { backupSchedule: null }],
  ["BACKUP_SCHEDULE", "30 2 * * 0", { backupSchedule: "30 2 * * 0" }],
  ["BACKUP_KEEP", "30", { backupKeep: 30 }],
  ["MAIL_REPLY_TO", "Table <table@longtable.example>", { mailReplyTo: "Table <table@longtable.example>" }],
  ["FOLLOWER_MAIL_LIMIT", "60", { followerMailLimit: 60 }],
  ["MEDIA_LIMIT", "50", { mediaLimit: 50 * 1024 ** 3 }],
  ["DATABASE_URL", "file:/srv/x.db", { databaseUrl: "file:/srv/x.db" }],
  ["DATABASE_URL", "postgresql://u:p@localhost/x", { databaseUrl: "postgresql://u:p@localhost/x" }],
  ["WEBSUB_HUB", "https://hub.example", { webSubHub: "https://hub.example/" }],
  ["LOG_LEVEL", "silent", { logLevel: "silent" }],
  ["RATE_LIMITS", "off", { rateLimits: false }],
  ["PAGE_CACHE", "off", { pageCache: false }],
  ["TRUST_PROXY", "loopback, 10.0.0.0/8,fd00::/8", { trustProxy: ["loopback", "10.0.0.0/8", "fd00::/8"] }],
])("accepts %s=%s", (name, value, expected) => {
  expect(readConfig({ [name]: value })).toMatchObject(expected);
});

const faultOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "no fault";
};

const HUB_RULE = "should be the address of a WebSub hub, such as https://pubsubhubbub.appspot.com/";

test.each([
  ["PORT", "http", "should be a port number from 0 to 65535"],
  ["PORT", "70000", "should be a port number from 0 to 65535"],
  ["PORT", "-1", "should be a port number from 0 to 65535"],
  ["PORT", "80.5", "should be a port number from 0 to 65535"],
  ["PORT", " ", "should be a port number from 0 to 65535"],
  ["HOST", "my host", "should be an address to listen on, such as 127.0.0.1"],
  ["SITE_URL", "table.example", "should be the site’s address, such as https://longtable.example"],
  ["SITE_URL", "ftp://table.example", "should be the site’s address, such as https://longtable.example"],
  [
    "SITE_URL",
    "https://table.example/forum",
    "should be an address without a path, such as https://longtable.example",
  ],
  ["WEBSUB_HUB", "http://hub.example/", HUB_RULE],
  ["WEBSUB_HUB", "https://hub.example/#feeds", HUB_RULE],
  ["BACKUP_SCHEDULE", "nightly", BACKUP_RULE],
  ["BACKUP_KEEP", "0", "should be the number of backups to keep, from 1 to 999"],
  ["DATABASE_URL", "mysql://localhost/x", DATABASE_RULE],
  ["DATABASE_URL", "file:", DATABASE_RULE],
  ["LOG_LEVEL", "loud", "should be one of fatal, error, warn, info, debug, trace, silent"],
  ["RATE_LIMITS", "yes", "should be on or off"],
  ["PAGE_CACHE", "false", "should be on or off"],
  ["TRUST_PROXY", "my-proxy", "should be a list of trusted proxies, such as loopback or 10.0.0.0/8"],
  ["TRUST_PROXY", "10.0.0.0/99", "should be a list of trusted proxies, such as loopback or 10.0.0.0/8"],
  ["TRUST_PROXY", "10.0.0.999", "should be a list of trusted proxies, such as loopback or 10.0.0.0/8"],
])("refuses %s=%s: it %s", (name, value, explanation) => {
  expect(faultOf({ [name]: value })).toBe(`Invalid settings:\n  ${name} ${explanation}, but is "${value}"`);
});

test("names all invalid settings at once", () => {
  const fault = faultOf({ PORT: "x", LOG_LEVEL: "loud", RATE_LIMITS: "maybe" });
  expect(fault.split("\n").map((line) => line.trim().split(" ")[0])).toEqual([
    "Invalid",
    "PORT",
    "LOG_LEVEL",
    "RATE_LIMITS",
  ]);
});

import { expect, test } from "vitest";
import { ConfigError, readConfig } from "~/platform/config/config";

const GOOGLE = {
  OIDC_GOOGLE_ISSUER: "https://accounts.google.com",
  OIDC_GOOGLE_CLIENT_ID: "id",
  OIDC_GOOGLE_CLIENT_SECRET: "a secret",
};

const faultOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "no fault";
};

test("reads any number of providers with their names and labels", () => {
  const { openidProviders } = readConfig({
    ...GOOGLE,
    OIDC_OUR_UNIVERSITY_ISSUER: "https://id.uni.example/realms/all",
    OIDC_OUR_UNIVERSITY_CLIENT_ID: "longtable",
    OIDC_OUR_UNIVERSITY_CLIENT_SECRET: "another",
    OIDC_OUR_UNIVERSITY_LABEL: "Your university",
    OIDC_EMPTY_ISSUER: "",
  });
  expect(openidProviders).toEqual([
    {
      id: "google",
      label: "Google",
      issuer: "https://accounts.google.com",
      clientId: "id",
      clientSecret: "a secret",
    },
    {
      id: "our_university",
      label: "Your university",
      issuer: "https://id.uni.example/realms/all",
      clientId: "longtable",
      clientSecret: "another",
    },
  ]);
});

test("derives the label from the name", () => {
  const named = Object.entries(GOOGLE).map(([name, value]) => [name.replace("GOOGLE", "OUR_SCHOOL"), value]);
  expect(readConfig(Object.fromEntries(named)).openidProviders[0]?.label).toBe("Our school");
});

test("names what is missing from an incomplete provider, without showing a secret", () => {
  const fault = faultOf({ OIDC_GOOGLE_CLIENT_SECRET: "a secret", PORT: "x" });
  expect(fault).toBe(
    'Invalid settings:\n  PORT should be a port number from 0 to 65535, but is "x"\n' +
      "  OIDC_GOOGLE is incomplete: set OIDC_GOOGLE_ISSUER and OIDC_GOOGLE_CLIENT_ID too",
  );
});

test.each([
  [
    "ISSUER",
    "http://accounts.example",
    "should be the provider’s address, such as https://accounts.google.com",
  ],
  ["ISSUER", "accounts.google.com", "should be the provider’s address, such as https://accounts.google.com"],
  [
    "ISSUER",
    "http://127.0.0.1.example",
    "should be the provider’s address, such as https://accounts.google.com",
  ],
  [
    "ISSUER",
    "https://a.example/?x",
    "should be an address without a query, such as https://accounts.google.com",
  ],
  ["LABEL", " ", "should be the provider’s name, such as Google"],
  ["LABEL", "x".repeat(41), "should be at most 40 characters"],
])("refuses OIDC_GOOGLE_%s=%s: it %s", (part, value, explanation) => {
  const name = `OIDC_GOOGLE_${part}`;
  expect(faultOf({ ...GOOGLE, [name]: value })).toBe(
    `Invalid settings:\n  ${name} ${explanation}, but is "${value}"`,
  );
});

test.each(["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"])(
  "accepts a provider on this machine without TLS: %s",
  (issuer) => {
    expect(readConfig({ ...GOOGLE, OIDC_GOOGLE_ISSUER: issuer }).openidProviders[0]?.issuer).toBe(issuer);
  },
);

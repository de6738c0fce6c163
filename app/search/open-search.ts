// OpenSearch description: with it, a browser offers the site among its search engines
// (https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md).

import { legal } from "~/feeds/xml";
import { markup } from "~/platform/markup";

export const OPEN_SEARCH_TYPE = "application/opensearchdescription+xml";
export const OPEN_SEARCH_PATH = "/opensearch.xml";

/** The specification's limits of the two texts. */
const MAX_NAME_CHARS = 16;
const MAX_DESCRIPTION_CHARS = 1_024;

export const writeOpenSearch = (siteUrl: string, { name, tagline }: { name: string; tagline: string }) =>
  legal(
    markup`<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${cut(name, MAX_NAME_CHARS)}</ShortName>
<Description>${cut(tagline || name, MAX_DESCRIPTION_CHARS)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${siteUrl}/search?q={searchTerms}"/>
<Url type="${OPEN_SEARCH_TYPE}" rel="self" template="${siteUrl + OPEN_SEARCH_PATH}"/>
</OpenSearchDescription>
`.html,
  );

const cut = (text: string, length: number) => [...text].slice(0, length).join("").trim();
